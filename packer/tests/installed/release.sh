#!/bin/sh
# The program says which release it is, of which commit.
set -eu

said=$(cat "/opt/$APP/release.json")
expected=$(printf '{"version":"%s","commit":"%s"}' "${RELEASE#v}" "$COMMIT")
if [ "$said" != "$expected" ]; then
  echo "/opt/$APP/release.json says $said, not $expected" >&2
  exit 1
fi
