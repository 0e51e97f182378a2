#!/bin/sh
# The service starts with the machine, and its port answers.
set -eu

unit=$APP.service
systemctl is-enabled --quiet "$unit" || { echo "$unit does not start with the machine" >&2; exit 1; }
systemctl start "$unit"
trap 'systemctl stop "$unit"' EXIT

# On every address, or on that of the machine alone.
answers() { bash -c "</dev/tcp/localhost/$APP_PORT || </dev/tcp/$(hostname)/$APP_PORT" 2>/dev/null; }

seconds=60
until answers; do
  seconds=$((seconds - 1))
  if [ "$seconds" = 0 ] || systemctl is-failed --quiet "$unit"; then
    echo "nothing listens on port $APP_PORT; $unit said last:" >&2
    journalctl --quiet --no-pager --lines 20 --unit "$unit" >&2 || true
    exit 1
  fi
  sleep 1
done
