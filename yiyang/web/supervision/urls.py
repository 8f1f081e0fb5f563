"""Addresses of assessments, score tables and trails."""

from django.urls import path

from yiyang.web.supervision import providers, trails
from yiyang.web.supervision.people import assessments, users

urlpatterns = [
    path("assessments/", assessments, name="assessments"),
    path("providers/", providers.months, name="providers"),
    path("providers/<place:place>/<month:month>/", providers.scores, name="scores"),
    path("providers/<place:place>/<month:month>/<slug:code>/", providers.score, name="score"),
    path("users/", users, name="users"),
    path("events/", trails.events, name="events"),
    path("reads/", trails.reads, name="reads"),
    path("loads/", trails.loads, name="loads"),
    path("loads/<int:load_id>/", trails.load, name="load"),
]
