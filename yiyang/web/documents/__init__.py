"""Public pages of the documents: article by article in our own words, and every question to try."""
