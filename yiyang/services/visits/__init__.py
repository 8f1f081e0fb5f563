"""Home visits: booked within the caps, changed, reported by phone, confirmed by the family."""
