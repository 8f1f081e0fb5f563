"""Events of a life: what each changes in rights, bookings, links and months, and how it is taken back."""
