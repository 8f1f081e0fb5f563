"""A page that describes the interface, made from its own OpenAPI description: no script, nothing from elsewhere."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yiyang.api.interface import api
from yiyang.api.problems import KINDS
from yiyang.law import book

SAMPLE = "home-care"
EXAMPLE = book.holding(SAMPLE).examples[SAMPLE]
PROCEDURE = "line-objection"
SHOWN = {
    "name": SAMPLE,
    "code": "changchun_2021",
    "place": "220100",
    "month": "2022-05",
    "id": "1",
    "on": EXAMPLE.on.isoformat(),
    "Idempotency-Key": "3f0c1d2e9a",
    "If-Match": '"3"',
}
"""What stands for each parameter in the example requests."""


class Parameter(NamedTuple):
    """One parameter: its name, where it goes, whether it must be there, its kind and what it says."""

    name: str
    place: str
    required: bool
    kind: str
    words: str


class Operation(NamedTuple):
    """One request that can be made, with an example; `statuses` are (code, words)."""

    anchor: str
    method: str
    path: str
    summary: str
    words: str
    signed_in: bool
    parameters: tuple[Parameter, ...]
    statuses: tuple[tuple[str, str], ...]
    example: str


@login_not_required
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The page: every request with its parameters and an example, and every kind of problem."""
    schema: dict[str, Any] = api.get_openapi_schema()
    root = request.build_absolute_uri("/").rstrip("/")
    groups: dict[str, list[Operation]] = {}
    for tag, operation in _operations(schema, root):
        groups.setdefault(tag, []).append(operation)
    context = {
        "info": schema["info"],
        "groups": list(groups.items()),
        "problems": KINDS,
        "openapi": reverse("api:openapi-json"),
    }
    return render(request, "api/docs.html", context)


def _operations(schema: dict[str, Any], root: str) -> Iterator[tuple[str, Operation]]:
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            parameters = tuple(_parameter(one) for one in told.get("parameters", ()))
            yield (
                told["tags"][0],
                Operation(
                    anchor=told["operationId"],
                    method=method.upper(),
                    path=path,
                    summary=told["summary"],
                    words=told.get("description", ""),
                    signed_in=bool(told.get("security")),
                    parameters=parameters,
                    statuses=tuple((str(code), one["description"]) for code, one in told["responses"].items()),
                    example=_example(
                        method,
                        root + path,
                        parameters,
                        body=told.get("x-example", EXAMPLE.facts) if "requestBody" in told else None,
                        signed_in=bool(told.get("security")),
                    ),
                ),
            )


def _parameter(told: dict[str, Any]) -> Parameter:
    schema = told["schema"]
    words = told.get("description") or schema.get("description") or ""
    return Parameter(told["name"], told["in"], told.get("required", False), _kind(schema), words)


def _kind(schema: dict[str, Any]) -> str:
    """The type in a word: format or type, choices spelled out, null left out."""
    if "anyOf" in schema:
        return " | ".join(_kind(one) for one in schema["anyOf"] if one.get("type") != "null")
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    return str(schema.get("format") or schema.get("pattern") or schema.get("type", ""))


def _example(method: str, address: str, parameters: tuple[Parameter, ...], *, body: Any, signed_in: bool) -> str:
    """A command that can be pasted; `{id}` of a provision and `{code}` of a procedure are written as such."""
    shown = {**SHOWN, "id": "CC-5.1"} if "/provisions/{id}" in address else SHOWN
    if "/procedures/{code}" in address:
        shown = {**shown, "code": PROCEDURE}
    for name, value in shown.items():
        address = address.replace(f"{{{name}}}", value)
    query = "&".join(
        f"{one.name}={shown[one.name]}" for one in parameters if one.place == "query" and one.name in shown
    )
    command = f"curl{' -b cookies.txt' if signed_in else ''} '{address}{'?' if query else ''}{query}'"
    if body is None:
        return command
    headers = [f"{one.name}: {shown[one.name]}" for one in parameters if one.place == "header" and one.name in shown]
    if signed_in:
        headers.append("X-CSRFToken: …")
    sent = "".join(f" -H '{header}'" for header in headers)
    facts = json.dumps(body, ensure_ascii=False, indent=1)
    return f"{command} \\\n  -X {method.upper()}{sent} -H 'Content-Type: application/json' -d '{facts}'"
