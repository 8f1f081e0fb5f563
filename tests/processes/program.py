"""`python -m tests.processes.program TEXT`: a few lines of a test, run inside an installation."""

import sys

exec(sys.argv[1])  # noqa: S102 -- a test's own text
