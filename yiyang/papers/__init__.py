"""Printing frozen records as PDF/A, XLSX and CSV: same record, same bytes, with its illustrative marks."""
