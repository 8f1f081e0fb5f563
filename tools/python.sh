#!/bin/sh
# Prints the first Python of version 3.11 or newer; Debian's own counts only with its venv module.
for python in python3.11 python3 python3.12 python3.13 /usr/bin/python3; do
    if "$python" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        command -v "$python"
        exit 0
    fi
done
# No usable Python, or Debian's without venv: as root we add it, else `python3 -m venv` itself tells what to install.
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends python3 python3-venv; } >&2
fi
command -v python3
