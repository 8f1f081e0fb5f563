"""Inpatient stays of Jiangmen: admission, verification, transfer for fraud (JM-02 to JM-05)."""
