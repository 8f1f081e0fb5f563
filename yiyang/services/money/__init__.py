"""Money: visits loaded and charged, months settled and signed, lines objected to, corrected and paid."""
