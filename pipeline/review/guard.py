"""Who may ask the review server: this machine, its own page, with the token of this run. Everyone else gets no content.

The guard is around the whole application, so that no route can be without it. It also bounds the bodies of
requests and gives every answer its headers of safety. Nothing here knows what is reviewed.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from secrets import compare_digest
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

LARGEST_BODY = 64 * 1024
"""Bytes of a request's body: a decision with long quotations is far below."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class BodyTooLarge(Exception):
    """The body of a request has more bytes than are read."""


def guarded(application: Application, token: str, port: int) -> Application:
    """The application, for requests to `http://127.0.0.1:PORT/TOKEN/…` from its own page only.

    It sees the paths without the token; `BodyTooLarge` is raised where it reads a body that has no end.
    """
    hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def guard(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await application(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        sending = _with_headers(send)
        status = _refusal(scope, token, hosts)
        if status is not None:
            await _answer(sending, status)
            return
        path = scope["path"][len(token) + 1 :]
        inner = {**scope, "path": path, "raw_path": path.encode(), "root_path": ""}
        await application(inner, _bounded(receive), sending)

    return guard


def _refusal(scope: Message, token: str, hosts: set[str]) -> int | None:
    """The status of a request that is refused; None for one that is not."""
    headers = _Headers(scope["headers"])
    if headers.only("host") not in hosts:
        return 403
    origins = {f"http://{host}" for host in hosts}
    is_reading = scope["method"] in ("GET", "HEAD")
    if headers.all("origin") and headers.only("origin") not in origins:
        return 403
    if headers.only("sec-fetch-site") not in (None, "same-origin", "none"):
        return 403
    first, _, _ = scope["path"].removeprefix("/").partition("/")
    if not compare_digest(first.encode("utf-8", "replace"), token.encode()):
        return 404
    if is_reading:
        return None
    if scope["method"] != "POST":
        return 405
    if not headers.all("origin") or headers.only("content-type") != "application/json":
        return 403
    return 413 if int_or(headers.only("content-length"), 0) > LARGEST_BODY else None


def int_or(text: str | None, otherwise: int) -> int:
    """A whole number that is written in ASCII digits, or another one in its place.

    >>> int_or("12", 0), int_or("x", 0), int_or(None, 7)
    (12, 0, 7)
    """
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) < 19
    return int(text or "") if is_number else otherwise


class _Headers:
    """The headers of a request, by their names in lower case."""

    def __init__(self, raw: list[tuple[bytes, bytes]]):
        self._raw = raw

    def all(self, name: str) -> list[str]:
        wanted = name.encode()
        return [value.decode("latin-1") for key, value in self._raw if key.lower() == wanted]

    def only(self, name: str) -> str | None:
        """The header's value; None where it is missing, an impossible one where it is there twice."""
        values = self.all(name)
        return None if not values else values[0] if len(values) == 1 else "\n"


def _bounded(receive: Receive) -> Receive:
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LARGEST_BODY:
            raise BodyTooLarge
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    extra = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in extra}
            kept = [(k, v) for k, v in message.get("headers", []) if k.lower() not in own]
            message = {**message, "headers": [*kept, *extra]}
        await send(message)

    return sending


async def _answer(send: Send, status: int) -> None:
    """A status without content."""
    headers = [(b"content-length", b"0"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
