"""What version 2 of Together refuses, in its own words."""

from .wire import RefusalError

INVALID = "invalid_request_error"


def invalid(parameter: str, what: str) -> RefusalError:
    """Return the refusal of a parameter; ``what`` says what it must be."""
    return RefusalError(400, INVALID, f"{parameter} {what}.", parameter=parameter)


def not_found(kind: str) -> RefusalError:
    """Return the refusal of an id that is unknown."""
    return RefusalError(404, "not_found", f"There is no {kind} of this id.")


def taken(kind: str) -> RefusalError:
    """Return the refusal of a name that is in use."""
    return RefusalError(409, "ALREADY_EXISTS", f"There is another {kind} of this name.")


def precondition(message: str) -> RefusalError:
    """Return the refusal of a change that the state does not allow."""
    return RefusalError(409, "FAILED_PRECONDITION", message)
