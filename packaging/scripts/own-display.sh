#!/usr/bin/env bash
# Runs a program on a display of its own, so that nobody else's windows take the keys: own-display.sh PROGRAM [ARGUMENT ...]
set -euo pipefail
folder=$(mktemp -d)
Xvfb -displayfd 5 -screen 0 3840x2160x24 -nolisten tcp 5>"$folder/number" >/dev/null 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
for _ in $(seq 100); do
  [ -s "$folder/number" ] && break
  sleep 0.1
done
[ -s "$folder/number" ] || { echo "own-display.sh: Xvfb did not start" >&2; exit 1; }
DISPLAY=:$(cat "$folder/number") "$@"
