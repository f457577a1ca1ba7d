"""From a channel and its records to bytes. Pure: no I/O, no clock, the same input gives the same bytes."""
