"""Access keys: a permanent one, and a temporary one that comes with a token."""

from dataclasses import dataclass

from .wire import same


@dataclass(frozen=True, slots=True, repr=False)
class TemporaryCredentials:
    """An access key that is valid only together with its token; ``repr`` shows none of them.

    Attributes:
        access_key: the id of the key.
        secret_key: its secret.
        session_token: the token that has to be sent with it.
    """

    access_key: str
    secret_key: str
    session_token: str


class UnknownKeyError(LookupError):
    """The access key does not exist."""


class WrongTokenError(LookupError):
    """The token does not go with the access key: another one, one too many, or none."""


@dataclass(frozen=True, slots=True, repr=False)
class AccessKeys:
    """The keys of one account; ``repr`` shows none of them."""

    access_key: str
    secret_key: str
    temporary: TemporaryCredentials

    def secret_of(self, access_key: str, token: str | None) -> str:
        """Return the secret that requests with this key and token are signed with.

        Raises:
            UnknownKeyError: the key is not one of these.
            WrongTokenError: the token is not the one of this key.
        """
        if same(access_key, self.access_key):
            if token is not None:
                raise WrongTokenError
            return self.secret_key
        if not same(access_key, self.temporary.access_key):
            raise UnknownKeyError
        if token is None or not same(token, self.temporary.session_token):
            raise WrongTokenError
        return self.temporary.secret_key
