"""Make a package ready for release."""
