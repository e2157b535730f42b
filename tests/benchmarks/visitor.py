"""Somebody without an account who asks for pages: through the whole application, without a network between."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import unquote

from django.core.wsgi import get_wsgi_application


class Visitor:
    """Asks the application for pages, as a server would."""

    def __init__(self) -> None:
        self._application: Any = get_wsgi_application()

    def get(self, address: str, *, fragment: bool = False) -> bytes:
        """The page at `address`, or what htmx would be sent of it; anything but a page is an error."""
        path, _mark, query = address.partition("?")
        answered: list[str] = []

        def begin(status: str, headers: object, exc_info: object = None) -> Callable[[bytes], object]:
            answered.append(status)
            return lambda data: None

        environment = {
            "REQUEST_METHOD": "GET",
            # WSGI wants the bytes of the path as Latin-1.
            "PATH_INFO": unquote(path).encode().decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_ACCEPT_LANGUAGE": "vi",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        } | ({"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "results"} if fragment else {})
        answer = self._application(environment, begin)
        body = b"".join(answer)
        answer.close()
        if not answered[0].startswith("200"):
            raise LookupError(f"{address} answers {answered[0]}")
        return body

    def asking(self, address: str, *, fragment: bool = False) -> Callable[[], bytes]:
        """A call of `get`, to be made later."""
        return partial(self.get, address, fragment=fragment)
