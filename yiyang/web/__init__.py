"""Pages for people: by audience, in both languages, on phone and desk; the look is shared by all of them."""
