"""The review page on a port of the loopback address, until it is interrupted."""

import socket
from collections.abc import Callable
from contextlib import suppress
from secrets import token_urlsafe

from pipeline.review.guard import guarded
from pipeline.review.server import application
from pipeline.review.session import Session

LOOPBACK = "127.0.0.1"
TOKEN_BYTES = 32
LAST_SECONDS = 10
"""How long an interrupted server waits for a decision that it is writing."""


class PortTaken(Exception):
    """Another program listens on the port that was asked for."""


def serve(session: Session, port: int, ready: Callable[[str], None]) -> None:
    """Serve the review until Ctrl+C; `ready` is given its address once the port listens.

    Port 0 is a free one. Raises `PortTaken`.
    """
    import uvicorn

    with _listening(port) as listener:
        taken = listener.getsockname()[1]
        token = token_urlsafe(TOKEN_BYTES)
        config = uvicorn.Config(
            guarded(application(session), token, taken),
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            http="h11",
            ws="none",
            lifespan="off",
            timeout_graceful_shutdown=LAST_SECONDS,
        )
        ready(f"http://{LOOPBACK}:{taken}/{token}/")
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError as error:
        listener.close()
        raise PortTaken(f"port {port} cannot be used: {error.strerror}") from None
    listener.listen(128)
    return listener
