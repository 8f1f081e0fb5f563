"""Addresses of the agency's pages."""

from django.urls import path

from yiyang.web.agency import objections, statements, summary
from yiyang.web.agency.months import month, months

urlpatterns = [
    path("", months, name="months"),
    path("<place:place>/<month:month>/", month, name="month"),
    path("summary/", summary.newest, name="summaries"),
    path("summary/<place:place>/<month:month>/", summary.summary, name="summary"),
    path("summary/<place:place>/<month:month>/<slug:code>/", summary.listing, name="summary_list"),
    path("statements/<int:statement_id>/", statements.statement, name="statement"),
    path("statements/<int:statement_id>/sign/", statements.sign, name="sign"),
    path("statements/<int:statement_id>/release/", statements.release, name="release"),
    path("objections/", objections.objections, name="objections"),
    path("objections/<int:case_id>/", objections.objection, name="objection"),
]
