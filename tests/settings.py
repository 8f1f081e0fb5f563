"""The settings of an installation made for one test run: its own data directory, gone afterwards."""

import atexit
import os
import shutil
import tempfile

from tests import today

if "YIYANG_DATA_DIR" not in os.environ:  # a worker of pytest-xdist inherits the directory of the run
    directory = tempfile.mkdtemp(prefix="yiyang-test-")
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    os.environ["YIYANG_DATA_DIR"] = directory
os.environ["YIYANG_TESTING"] = "true"
os.environ.setdefault("YIYANG_LOG_LEVEL", "WARNING")
os.environ.setdefault("YIYANG_SECOND_FACTOR", "false")  # tests of the second step switch it on

from yiyang.config.settings import *  # noqa: F403 - production's own settings, now that the environment is set

# Thousands of tests have a client of their own, and each client sets up the middleware: it looks a static file up when
# one is asked for, instead of listing all of them ahead.
WHITENOISE_AUTOREFRESH = True

today.begin()  # before any model takes hold of the clock
