"""Addresses of a provider's desk."""

from django.urls import path

from yiyang.web.institution import objections, statements

urlpatterns = [
    path("", statements.statements, name="own_statements"),
    path("statements/<int:statement_id>/", statements.statement, name="own_statement"),
    path("lines/<int:line_id>/object/", objections.file, name="object"),
    path("objections/", objections.objections, name="own_objections"),
]
