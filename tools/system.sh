#!/bin/sh
# What Yiyang needs besides Python. Root gets it from Debian; anyone else is told what to ask for.
#   system.sh         all: a browser and a PostgreSQL server for the tests, Chinese fonts for papers
#   system.sh fonts   the fonts only, which is what the demo needs
set -eu

missing=""
ls /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc >/dev/null 2>&1 || missing="$missing fonts-noto-cjk"
if [ "${1:-all}" = all ]; then
    [ -x /usr/bin/chromium-headless-shell ] || missing="$missing chromium-headless-shell"
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing="$missing postgresql"
fi
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Missing Debian packages. As root: apt-get install$missing" >&2
    exit 1
fi
echo "Installing$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
# shellcheck disable=SC2086 # the names are separate words
apt-get install -q -y --no-install-recommends $missing
