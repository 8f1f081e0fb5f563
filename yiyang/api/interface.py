"""The one interface that all resources hang on."""

from typing import Any

from ninja import NinjaAPI
from ninja.errors import ValidationError, ValidationErrorContext
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

    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> ValidationError:
        """What is wrong with a request, with the values at fault, which the library leaves out."""
        told = super().validation_error_from_error_contexts(error_contexts)
        given = [one for context in error_contexts for one in context.pydantic_validation_error.errors()]
        for fault, found in zip(told.errors, given, strict=True):
            fault["input"] = found["input"]
        return told


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
