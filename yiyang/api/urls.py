"""Addresses under /api/v1."""

from django.urls import path, re_path

from yiyang.api.docs import docs
from yiyang.api.interface import api
from yiyang.api.problems import no_such_address

urlpatterns = [
    path("docs", docs, name="api_docs"),
    path("", api.urls),
    re_path("", no_such_address),
]
