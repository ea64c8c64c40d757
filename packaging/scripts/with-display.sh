#!/usr/bin/env bash
# Runs a program that draws: on the display there is, else on one of its own. with-display.sh PROGRAM [ARGUMENT ...]
set -euo pipefail
if [ -z "${DISPLAY:-}" ]; then
  exec xvfb-run -a -s "-screen 0 3840x2160x24" "$@"
fi
exec "$@"
