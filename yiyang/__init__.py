"""Yiyang (医养): public health-insurance and elder-care policy, carried out. Every answer names its article."""

__version__ = "0.1.0"
