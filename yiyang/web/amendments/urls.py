"""Addresses of changed values."""

from django.urls import path

from yiyang.web.amendments import views

urlpatterns = [
    path("", views.amendments, name="amendments"),
    path("new/<slug:code>/", views.new, name="new_amendment"),
    path("new/<slug:code>/agreed/", views.agreed, name="agreed_amendment"),
    path("export/<slug:code>/", views.export, name="values_file"),
    path("of/<slug:code>/<str:value>/", views.history, name="value_history"),
    path("<int:amendment_id>/", views.amendment, name="amendment"),
    path("<int:amendment_id>/move/", views.move, name="move_amendment"),
]
