"""The fields of one article, each read from its anatomy."""
