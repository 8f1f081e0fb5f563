"""The one interface that all resources hang on."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from yiyang import __version__
from yiyang.api import (
    amendments,
    away,
    bulk,
    cases,
    catalogue,
    documents,
    lapses,
    months,
    presenting,
    problems,
    procedures,
    questions,
    uploads,
    visits,
)


class Interface(NinjaAPI):
    """Describes itself once: the description follows from the code alone, and making it takes half a second."""

    _described: OpenAPISchema | None = None

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        """The description, made when it is first asked for; nobody changes it."""
        if self._described is None:
            self._described = super().get_openapi_schema(**where)
        return self._described


api = Interface(
    title="医养 Yiyang",
    version=__version__,
    description="Every answer names the article it rests on. Money is a decimal string in yuan unless a field says "
    "fen; days are ISO 8601; errors are application/problem+json (RFC 9457).",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
for resource in (
    questions,
    documents,
    amendments,
    catalogue,
    months,
    visits,
    procedures,
    uploads,
    cases,
    bulk,
    lapses,
    presenting,
    away,
):
    api.add_router("", resource.router)
problems.handle(api)
