"""What the tests of the runtime share: a clean environment."""

from support.surroundings import clean_environment as clean_environment
