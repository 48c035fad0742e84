"""What holds for the tests of every room."""

from support.examples import load_profile

load_profile()
