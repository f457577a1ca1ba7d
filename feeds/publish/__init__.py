"""Writing the published tree: complete documents or none, with precompressed siblings."""

from feeds.publish.tree import Tree

__all__ = ["Tree"]
