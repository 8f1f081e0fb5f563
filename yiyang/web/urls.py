"""Addresses of the pages, by audience."""

from django.urls import include, path

from yiyang.web import addresses
from yiyang.web.home import home
from yiyang.web.preferences import preferences

addresses.register()

urlpatterns = [
    path("", home, name="home"),
    path("preferences/", preferences, name="preferences"),
    path("", include("yiyang.web.settled.urls")),
    path("agency/", include("yiyang.web.agency.urls")),
    path("institution/", include("yiyang.web.institution.urls")),
    path("family/", include("yiyang.web.family.urls")),
    path("carer/", include("yiyang.web.carer.urls")),
    path("policy/", include("yiyang.web.policy.urls")),
    path("documents/", include("yiyang.web.documents.urls")),
    path("supervision/", include("yiyang.web.supervision.urls")),
]
