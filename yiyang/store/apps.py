"""Registers the store with Django."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Parties, cases, grants, visits, money, events."""

    name = "yiyang.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
