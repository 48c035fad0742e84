"""The pages of the site, once `nox -s docs` has built it."""

from docs.site.html import SITE

# `pytest tests/docs` alone leaves this folder out.
collect_ignore_glob = [] if SITE.is_dir() else ["test_*.py"]
