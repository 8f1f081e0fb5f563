"""Lines and papers at addresses that all audiences share."""

from django.urls import path

from yiyang.web.settled.line import line
from yiyang.web.settled.papers import month_csv, statement_pdf, statement_xlsx

urlpatterns = [
    path("lines/<int:line_id>/", line, name="line"),
    path("statements/<int:statement_id>/statement.pdf", statement_pdf, name="statement_pdf"),
    path("statements/<int:statement_id>/statement.xlsx", statement_xlsx, name="statement_xlsx"),
    path("months/<place:place>/<month:month>/results.csv", month_csv, name="month_csv"),
]
