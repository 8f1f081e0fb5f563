"""Reimbursement by claim (JM-23 to JM-25)."""
