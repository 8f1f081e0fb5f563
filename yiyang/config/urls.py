"""All addresses. Pages from yiyang.web, JSON from yiyang.api, sign-in from allauth, health from here."""

from django.urls import include, path

from yiyang.config.health import healthz, metrics, readyz

handler500 = "yiyang.config.broken.broken"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("account/", include("yiyang.web.account.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v1/", include("yiyang.api.urls")),
    path("", include("yiyang.web.urls")),
]
