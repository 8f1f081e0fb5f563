"""Addresses of cases and of the worklist."""

from django.urls import path

from yiyang.web.cases import bulk, case, evidence, filing, lists, present

urlpatterns = [
    path("cases/", lists.cases, name="cases"),
    path("cases/present/", present.present, name="present"),
    path("cases/new/", filing.choose, name="new_case"),
    path("cases/new/<slug:code>/", filing.fill, name="file_case"),
    path("cases/new/<slug:code>/check/", filing.check, name="check_case"),
    path("cases/<int:case_id>/", case.case, name="case"),
    path("cases/<int:case_id>/filed/", filing.filed, name="filed_case"),
    path("cases/<int:case_id>/act/", case.act, name="act_case"),
    path("cases/<int:case_id>/decide/", case.decide, name="decide_case"),
    path("cases/<int:case_id>/second/", case.second, name="second_case"),
    path("cases/<int:case_id>/papers/", case.papers, name="papers_case"),
    path("cases/<int:case_id>/supply/", case.supply, name="supply_case"),
    path("cases/<int:case_id>/withdraw/", case.withdraw, name="withdraw_case"),
    path("cases/<int:case_id>/take/", case.take, name="take_case"),
    path("cases/<int:case_id>/hand-over/", case.hand_over, name="hand_over_case"),
    path("cases/<int:case_id>/evidence.zip", evidence.bundle, name="evidence_zip"),
    path("cases/<int:case_id>/undo/", case.undo, name="undo_case"),
    path("worklist/", lists.worklist, name="worklist"),
    path("worklist/bulk/", bulk.bulk, name="bulk_cases"),
]
