"""Pages of bookings and visits, for families and for a provider's desk."""
