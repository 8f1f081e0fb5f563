"""The command line: `yiyang --help`. Settings are read and Django is set up before any command is imported."""

import gc
import os
import sys

RARELY = (200_000, 50, 100)


def main() -> None:
    """Entry point of `yiyang`; the demo gets settings and a data folder of its own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiyang.config.settings")
    if sys.argv[1:2] == ["demo"]:
        os.environ.setdefault("YIYANG_DEMO", "true")
        os.environ.setdefault("YIYANG_DATA_DIR", "var/demo")
        os.environ.setdefault("YIYANG_LOG_LEVEL", "WARNING")
    import django

    django.setup()
    from yiyang.cli.app import app

    # A month is millions of small rows that all stay in use: looking for garbage among them took a third of the time.
    gc.freeze()
    gc.set_threshold(*RARELY)
    app()
