"""Addresses of the agency's pages."""

from django.urls import path

from yiyang.web.agency import objections, statements
from yiyang.web.agency.months import month, months

urlpatterns = [
    path("", months, name="months"),
    path("<place:place>/<month:month>/", month, name="month"),
    path("statements/<int:statement_id>/", statements.statement, name="statement"),
    path("statements/<int:statement_id>/sign/", statements.sign, name="sign"),
    path("statements/<int:statement_id>/release/", statements.release, name="release"),
    path("objections/", objections.objections, name="objections"),
    path("objections/<int:case_id>/", objections.objection, name="objection"),
]
