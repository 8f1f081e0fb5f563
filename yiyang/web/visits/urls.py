"""Addresses of bookings and of visits made."""

from django.urls import path

from yiyang.web.visits import booking, bookings, made

urlpatterns = [
    path("bookings/", bookings.bookings, name="bookings"),
    path("bookings/new/", bookings.new, name="new_booking"),
    path("bookings/<int:booking_id>/", booking.booking, name="booking"),
    path("bookings/<int:booking_id>/<slug:what>/", booking.change, name="change_booking"),
    path("visits/<int:visit_id>/", made.visit, name="confirm_visit"),
]
