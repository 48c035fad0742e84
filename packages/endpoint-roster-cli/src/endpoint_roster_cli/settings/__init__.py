"""The settings of an endpoint: from a file and from options, checked against their schema."""
