"""`python -m yiyang` is `yiyang`."""

from yiyang.cli import main

main()
