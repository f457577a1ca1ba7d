"""Each adapter knows one kind of document: `claims` is cheap, `read` gives the listing."""
