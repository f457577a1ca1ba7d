"""What goes wrong past the sources.

TagwireError            one clear line; the command exits 1
├── SettingsError       tagwire.toml is wrong: file, line, key, what was expected; exits 2
├── StoreError          the store cannot be opened, read or written
├── PublishError        the tree cannot be written; it stays as it was
└── Locked              another run holds the lock; exits 75 (EX_TEMPFAIL of sysexits.h)
"""


class TagwireError(Exception):
    """Something failed. The message is one line that says where and what was expected."""

    exit_code = 1


class SettingsError(TagwireError):
    """tagwire.toml is missing or wrong."""

    exit_code = 2


class StoreError(TagwireError):
    """The store cannot be opened, read or written."""


class PublishError(TagwireError):
    """The tree cannot be written; what was published stays up."""


class Locked(TagwireError):
    """Another run is at work on the same store."""

    exit_code = 75
