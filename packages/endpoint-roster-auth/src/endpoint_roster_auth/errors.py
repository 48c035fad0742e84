"""The one exception of this package."""


class AuthError(Exception):
    """A credential could not be had: no token, and so no request was made with one.

    ``str(error)`` is one line that is safe to log: it holds no password, key or token.

    Attributes:
        message: what happened, in one line.
        kind: ``"auth"`` (the credentials were refused), ``"status"`` (another error answer),
            ``"decode"`` (an answer without a usable token), ``"redirect"`` (refused to follow
            one), or why there was no answer: ``"timeout"``, ``"connect"``, ``"tls"``,
            ``"transport"``.
        status: HTTP status of the answer, None when there was none.
        code: the provider's error code, such as ``IAM.0101``.
        request_id: the provider's id of the request, for its support.
    """

    def __init__(
        self,
        message: str,
        *,
        kind: str = "auth",
        status: int | None = None,
        code: str | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.kind = kind
        self.status = status
        self.code = code
        self.request_id = request_id
