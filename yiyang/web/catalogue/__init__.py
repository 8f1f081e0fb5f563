"""The public service catalogue: what one can apply for, for anybody to read."""
