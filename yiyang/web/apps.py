"""Tells Django where the pages' templates, tags and static files live."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages; no tables of their own."""

    name = "yiyang.web"
    label = "web"

    def ready(self) -> None:
        """Pages and papers say codes in words, those of officials' entries too."""
        from yiyang.services import speaking  # the tables are there only now

        speaking.listen()
