"""From entries to the reader: decide, store, render, publish, serve."""
