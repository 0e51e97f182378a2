#!/usr/bin/env bash
# Records a release on the local cloud as a person sees it at a terminal, for the README: build/docs/pictures/release.svg.
#   scripts/record.sh
# Takes Node.js for what draws the recording, and the local environment, in which it releases twice.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

columns=110 lines=30
scripts/install-tools.sh asciinema npm
recording=$(mktemp --suffix=.cast)
trap 'rm -f "$recording" "$recording.thin"' EXIT

commit() { git -C .local/web -c user.name=recorder -c user.email=recorder@example.com commit --quiet --allow-empty --message "$1"; }

# What is replaced, and what earlier durations tell the remaining time from.
./build.sh --target=Release --env=local --progress=plain
commit "feat: something to look at"
env -u CI -u NO_COLOR TERM=xterm-256color asciinema rec --quiet --overwrite --cols "$columns" --rows "$lines" --idle-time-limit 1 \
  --command "./build.sh --target=Release --env=local" "$recording" </dev/null

# Two pictures a second are enough, and keep the file small. Where it was recorded is nobody's business.
python3 - "$recording" <<'PYTHON' >"$recording.thin"
import json, os, sys


def write(event):
    event[2] = event[2].replace(os.getcwd(), "~/bundt")
    print(json.dumps(event))


with open(sys.argv[1]) as recording:
    print(next(recording), end="")
    shown = None
    for at, kind, text in map(json.loads, recording):
        if shown and int(at * 2) == int(shown[0] * 2):
            shown[2] += text
            continue
        if shown:
            write(shown)
        shown = [at, kind, text]
    write(shown)
PYTHON
npx --yes svg-term-cli@2.1.1 --in "$recording.thin" --out build/docs/pictures/release.svg --window --width "$columns" --height "$lines"
ls -l build/docs/pictures/release.svg
