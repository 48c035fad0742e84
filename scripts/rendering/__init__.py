"""Render packages from specs. Runs in the generators' environment: `python -m rendering`."""
