"""Addresses of assessments, score tables, hand-overs, governance and trails."""

from django.urls import path

from yiyang.web.supervision import audits, away, card, governance, handovers, providers, sickbeds, trails, watch
from yiyang.web.supervision.people import assessments

urlpatterns = [
    path("assessments/", assessments, name="assessments"),
    path("providers/", providers.months, name="providers"),
    path("providers/<place:place>/<month:month>/", providers.scores, name="scores"),
    path("providers/<place:place>/<month:month>/<slug:code>/", card.score, name="score"),
    path("providers/<place:place>/<month:month>/<slug:code>/<slug:figure>/", card.listing, name="score_list"),
    path("audits/", audits.audits, name="audits"),
    path("audits/<int:case_id>/", audits.audit, name="audit"),
    path("away/", away.watched, name="away_watched"),
    path("sickbeds/", sickbeds.watched, name="sickbeds_watched"),
    path("handovers/", handovers.handovers, name="handovers"),
    path("governance/", governance.governance, name="governance"),
    path("watch/", watch.here, name="watching"),
    path("watch/<place:place>/", watch.watch, name="watch"),
    path("events/", trails.events, name="events"),
    path("reads/", trails.reads, name="reads"),
    path("loads/", trails.loads, name="loads"),
    path("loads/<int:load_id>/", trails.load, name="load"),
]
