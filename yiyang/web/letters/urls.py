"""Addresses of forms, letters and the page that checks them."""

from django.urls import path

from yiyang.web.letters import check, files

urlpatterns = [
    path("check/", check.check, name="check"),
    path("check/<str:code>/", check.checked, name="checked"),
    path("forms/<slug:code>.pdf", files.blank_form, name="blank_form_pdf"),
    path("forms/<slug:code>/<slug:sheet>.pdf", files.blank_sheet, name="blank_sheet_pdf"),
    path("cases/<int:case_id>/sheets/<slug:sheet>.pdf", files.sheet, name="sheet_pdf"),
    path("cases/<int:case_id>/form.pdf", files.case_form, name="case_form_pdf"),
    path("cases/<int:case_id>/notice.pdf", files.notice, name="notice"),
    path("lines/<int:line_id>/notice.pdf", files.line_notice, name="line_notice"),
    path("family/<int:person>/<month:month>/own-shares.pdf", files.receipt, name="receipt"),
]
