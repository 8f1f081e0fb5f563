"""The one interface that all resources hang on."""

from ninja import NinjaAPI

from yiyang import __version__
from yiyang.api import cases, documents, months, problems, procedures, questions, visits

api = NinjaAPI(
    title="医养 Yiyang",
    version=__version__,
    description="Every answer names the article it rests on. Money is a decimal string in yuan unless a field says "
    "fen; days are ISO 8601; errors are application/problem+json (RFC 9457).",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
for resource in (questions, documents, months, visits, procedures, cases):
    api.add_router("", resource.router)
problems.handle(api)
