"""A package, so that none of the same name, which some libraries install, can stand in its place."""
