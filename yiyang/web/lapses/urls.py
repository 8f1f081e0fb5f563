"""Address of the calendar; it takes no form."""

from django.urls import path

from yiyang.web.lapses import views

urlpatterns = [path("lapses/", views.lapses, name="lapses")]
