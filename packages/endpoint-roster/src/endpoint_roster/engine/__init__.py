"""Reads many accounts at the same time, page by page."""
