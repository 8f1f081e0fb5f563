"""Addresses of a provider's desk."""

from django.urls import path

from yiyang.web.institution import clients, objections, statements

urlpatterns = [
    path("", statements.statements, name="own_statements"),
    path("home/", clients.home, name="own_provider"),
    path("clients/", clients.clients, name="own_clients"),
    path("clients/<int:person>/", clients.client, name="own_client"),
    path("statements/<int:statement_id>/", statements.statement, name="own_statement"),
    path("lines/<int:line_id>/object/", objections.file, name="object"),
    path("objections/", objections.objections, name="own_objections"),
]
