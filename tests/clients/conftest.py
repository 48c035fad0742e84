"""What the tests of the clients share: a clean environment."""

from support.surroundings import clean_environment as clean_environment
