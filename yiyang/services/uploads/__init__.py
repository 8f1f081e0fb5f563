"""Files sent in: photos of visits, papers of cases. Kept by content, shown without what a camera adds, then removed."""
