"""Tells Django where the pages' templates, tags and static files live."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages; no tables of their own."""

    name = "yiyang.web"
    label = "web"
