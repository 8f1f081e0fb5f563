"""Addresses of the pages, by audience."""

from django.urls import include, path

from yiyang.web import addresses
from yiyang.web.home import home
from yiyang.web.preferences import preferences

addresses.register()

urlpatterns = [
    path("", home, name="home"),
    path("preferences/", preferences, name="preferences"),
    path("services/", include("yiyang.web.catalogue.urls")),
    path("", include("yiyang.web.settled.urls")),
    path("", include("yiyang.web.letters.urls")),
    path("", include("yiyang.web.search.urls")),
    path("", include("yiyang.web.inbox.urls")),
    path("", include("yiyang.web.cases.urls")),
    path("", include("yiyang.web.lapses.urls")),
    path("", include("yiyang.web.outpatient.urls")),
    path("", include("yiyang.web.uploads.urls")),
    path("", include("yiyang.web.visits.urls")),
    path("agency/", include("yiyang.web.agency.urls")),
    path("institution/", include("yiyang.web.institution.urls")),
    path("family/", include("yiyang.web.family.urls")),
    path("carer/", include("yiyang.web.carer.urls")),
    path("policy/", include("yiyang.web.policy.urls")),
    path("documents/", include("yiyang.web.documents.urls")),
    path("values/", include("yiyang.web.amendments.urls")),
    path("supervision/", include("yiyang.web.supervision.urls")),
    path("finance/", include("yiyang.web.finance.urls")),
    path("bureau/", include("yiyang.web.bureau.urls")),
    path("administration/", include("yiyang.web.administration.urls")),
]
