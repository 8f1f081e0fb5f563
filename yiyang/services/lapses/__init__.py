"""What will lapse or open: validities, filings, agreements, links, windows, clocks; and reminders of them."""
