"""The routes of the review page: its files, the review as JSON, pictures of pages, decisions.

Paths are those behind the token, which `guard` takes off. Requests and answers only: what a review is, and what a
decision does, is in `session` and `contract`.
"""

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.intake.refusals import Refused
from pipeline.review.form import form_for
from pipeline.review.guard import BodyTooLarge, int_or
from pipeline.review.page_images import PageImage
from pipeline.review.session import NotADecision, Session

if TYPE_CHECKING:
    from starlette.requests import Request

MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
PAGE = "index.html"


def application(session: Session) -> Starlette:
    """The routes, over one review."""
    return Starlette(
        routes=[
            Route("/", _file(PAGE, "text/html")),
            *(Route(f"/{name}", _file(name, kind)) for name, kind in _static_files()),
            Route("/review", _review(session)),
            Route("/form", _form(session)),
            Route("/pages/{number:int}.png", _picture(session)),
            Route("/pages/{number:int}.json", _size(session)),
            Route("/decisions", _posted(session.decide), methods=["POST"]),
            Route("/preview", _posted(session.preview), methods=["POST"]),
            Route("/undo", _posted(session.undo), methods=["POST"]),
        ]
    )


def _static_files() -> Iterator[tuple[str, str]]:
    """The scripts, the style and the picture of the page, each with its media type."""
    for path in files("pipeline.review").joinpath("static").iterdir():
        kind = MEDIA_TYPES.get(PurePath(path.name).suffix)
        if kind is not None:
            yield path.name, kind


def _file(name: str, media_type: str) -> Callable[["Request"], Response]:
    content = files("pipeline.review").joinpath("static", name).read_bytes()

    def answer(_: "Request") -> Response:
        return Response(content, media_type=media_type)

    return answer


def _review(session: Session) -> Callable[["Request"], Response]:
    def answer(request: "Request") -> Response:
        asked = request.query_params
        part = int_or(asked.get("part"), -1)
        return JSONResponse(session.state(part if part >= 0 else None, "cached" not in asked))

    return answer


def _form(session: Session) -> Callable[["Request"], Response]:
    def answer(_: "Request") -> Response:
        return JSONResponse(form_for(session.root))

    return answer


def _picture(session: Session) -> Callable[["Request"], Response]:
    def answer(request: "Request") -> Response:
        image = _image(session, request)
        if isinstance(image, str):
            return Response(status_code=404)
        return Response(image.png, media_type="image/png")

    return answer


def _size(session: Session) -> Callable[["Request"], Response]:
    """The size of a page in points, or why it has no picture."""

    def answer(request: "Request") -> Response:
        image = _image(session, request)
        if isinstance(image, str):
            return JSONResponse({"refused": image})
        return JSONResponse({"width": image.width, "height": image.height})

    return answer


def _image(session: Session, request: "Request") -> PageImage | str:
    if session.images is None:
        return "no PDF was given; start the review with --pdf"
    try:
        return session.images.page(request.path_params["number"])
    except Refused as refusal:
        return f"{refusal.found}; {refusal.remedy}"


def _posted(made: Callable[[Any], dict[str, Any]]) -> Callable[["Request"], Any]:
    async def answer(request: "Request") -> Response:
        try:
            asked = json.loads(await request.body())
            return JSONResponse(await run_in_threadpool(made, asked))
        except BodyTooLarge:
            return Response(status_code=413)
        except NotADecision as problem:
            return JSONResponse({"message": f"{problem}"}, status_code=400)
        except (ValueError, RecursionError):
            return JSONResponse({"message": "the request is no JSON"}, status_code=400)

    return answer
