"""The day on which the tests run: the same one whenever they do, so that none of them fails by the date.

TEST_DAY=2029-01-02T00:30 runs them at another moment of Shanghai's time. A test of a certain day sets its own
clock; processes that tests start, and the phones of stories that set none, keep the clock of the machine.
"""

import os
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

DAY = "2026-11-22T18:00"


def begin() -> None:
    """From now on the service's clock shows the tests' day, and goes on from there."""
    day = datetime.fromisoformat(os.environ.get("TEST_DAY", DAY)).replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    started = time.monotonic()
    timezone.now = lambda: (day + timedelta(seconds=time.monotonic() - started)).astimezone(UTC)
