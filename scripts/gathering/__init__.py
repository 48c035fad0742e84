"""Gather the pages of the documentation site."""
