#!/usr/bin/env bash
# What a person at a terminal sees of a run: releases to a local cloud in a real terminal, whose screen is looked at on the way.
# shellcheck source=../checks.sh source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/../checks.sh"

"$repository/scripts/install-tools.sh" tmux || exit
home="$scratch/home"
deadline=180 # seconds for whatever is waited for

terminal() { tmux -L "bundt-$$" -f /dev/null "$@"; }
bundt() { "$repository/build.sh" --env=local "--home=$home" "$@"; }
finish() {
  terminal kill-server 2>/dev/null
  bundt --target=LocalDown >/dev/null
  rm -rf "$scratch"
}
trap finish EXIT

mkdir -p "$home/environments"
cp -r "$repository/packer" "$home/"
sed -e 's|test: ./test.sh|test: "true"|' -e 's|watch: 5s|watch: 3s, approval: manual|' "$repository/build/environments/local.yaml" >"$home/environments/local.yaml"
bundt --help >/dev/null || exit

# begin COLUMNS LINES VARIABLES ARGUMENT...: a run in a terminal of its own; what is written to it is kept too, as it is
begin() {
  local columns=$1 lines=$2 variables=$3
  shift 3
  terminal kill-session 2>/dev/null
  : >"$scratch/bytes"
  terminal start-server \; set -g exit-empty off \; set -g history-limit 20000 \; \
    new-session -d -x "$columns" -y "$lines" -c "$repository" "read -r _; env -u CI -u GITHUB_ACTIONS $variables ./build.sh '--home=$home' $*; echo \"exit code \$?\"; exec cat"
  terminal pipe-pane -o "cat >>'$scratch/bytes'"
  terminal send-keys Enter
}
screen() { terminal capture-pane -p; }
everything() { terminal capture-pane -p -J -S -; }
shows() { # shows TEXT...: waits until the screen shows all of these
  local end=$((SECONDS + deadline)) text
  for text in "$@"; do
    until screen >"$scratch/screen" 2>&1 && grep -qF -- "$text" "$scratch/screen"; do
      if [ "$SECONDS" -ge "$end" ] || ! terminal has-session; then
        echo "the screen does not show \"$text\":"
        cat "$scratch/screen"
        return 1
      fi
      sleep 0.1
    done
  done
}
once() { # once TEXT: the screen shows it in one line
  [ "$(screen | tee "$scratch/screen" | grep -cF -- "$1")" = 1 ] || { echo "\"$1\" is not there once:"; cat "$scratch/screen"; return 1; }
}
ended() { # ended CODE: the run ends with that exit code, and nothing of the picture stays
  shows "exit code $1" || return
  if everything | grep -F -- '── '; then
    echo "some of the picture stayed"
    return 1
  fi
}
last_lines() { # last_lines TEXT...: each is in one of the last lines
  local text
  for text in "$@"; do
    everything | grep -v '^$' | tail -n 6 | grep -qF -- "$text" || { echo "\"$text\" is not in:"; everything | tail -n 12; return 1; }
  done
}
no_wider_than() { [ "$(screen | LC_ALL=C.UTF-8 wc -L)" -le "$1" ]; }
bytes() { grep -aqP -- "$1" "$scratch/bytes"; }
no_bytes() { ! grep -aoP -- "$1" "$scratch/bytes" | head -n 3 | cat -v | grep .; }
each_line_in_its_place() { # what the run said stands in the scrollback, in the order of its events.jsonl; wherever lines are broken
  everything >"$scratch/everything"
  python3 - "$(find "$home/artifacts/local" -name events.jsonl | sort | tail -n 1)" "$scratch/everything" <<'PYTHON'
import json, sys

events = [json.loads(line) for line in open(sys.argv[1])]
# What is said of the whole release is shown last, below the table.
said = [event["text"] for event in events if event["event"] == "said" and event["step"] not in ("Release", "Receipt")]
shown = "".join(open(sys.argv[2]).read().split())
at = 0
for text in said:
    at = shown.find("".join(text.split()), at)
    if at < 0:
        sys.exit(f"not there, or not in its place: {text}\n{open(sys.argv[2]).read()}")
sys.exit(len(said) < 10 and "only this was said: " + str(said))
PYTHON
}
stopped_for_good() { # the newest run has ended as one that was stopped, and holds nothing
  local end=$((SECONDS + deadline)) status
  until status=$(bundt --target=Status --format=json 2>/dev/null) && grep -q '"outcome": ".* was stopped (SIGHUP)' <<<"$status"; do
    if [ "$SECONDS" -ge "$end" ]; then
      echo "$status"
      return 1
    fi
    sleep 0.5
  done
  ! grep -A1 '"lease": {' <<<"$status"
}
commit() { git -C "$home/.local/web" -c user.name=test -c user.email=test@example.com commit -q --allow-empty -m "$1"; }

echo "a first release on a wide terminal, which becomes a small one"
begin 120 40 TERM=tmux-256color
check "the chain shows which target it is at" shows "── Release of web to local" "▶ Test" "· Deploy"
check "it says what it waits for, and for how long" shows "▶ Deploy" "Waits for web-local-v1-0-0-1 to be healthy, "
check "it shows the servers of the group as a tree" shows "├── i-" "└── i-" "eu-west-1b"
check "it has colours" bytes '\x1b\[[0-9;]*3[0-9;]*m▶ Deploy'
terminal resize-window -x 80 -y 24
check "a small terminal shows it too" shows "Release v1.0.0 of web to local" "Move live traffic? [y/N]"
check "the question stands alone, below all else" eval 'screen | grep -v "^$" | tail -n 1 | grep -qF "Move live traffic?"'
check "no line is wider than the terminal" no_wider_than 80
terminal send-keys y Enter
check "the picture comes back when it is answered" shows "▶ Swap"
check "the first servers are live" shows "100 %"
check "there is one heading" once "Release v1.0.0 of web to local"
check "it ends well, and leaves nothing of the picture" ended 0
check "what was said stands above, each line in its place" each_line_in_its_place
check "the last lines say what is live, and what the way back is" last_lines "web v1.0.0 is live in local" "Receipt   nothing to go back to: web-local-v1-0-0-1"
check "each change of the screen is one whole" bytes '\x1b\[\?2026h[^\x1b]*'

echo "a second release without colours, stopped in the middle"
commit "fix: something"
begin 80 24 "TERM=tmux-256color NO_COLOR=1"
check "it tells what is left, after the first one" shows "about" " left"
check "both groups are shown, with their traffic" shows "▶ Deploy" "live  100 %" "idle  0 %"
check "without colours there is none" no_bytes '\x1b\[[0-9;]*(3[0-7]|38;[0-9;]*|9[0-7])m'
terminal send-keys C-c
check "it ends as a run that was stopped, and leaves nothing of the picture" ended 1
check "Ctrl-C was answered" eval 'everything | grep -qF "Stopping at the next safe point"'

echo "a terminal that is closed in the middle"
commit "fix: something else"
begin 80 24 TERM=tmux-256color
check "the run waits for its servers" shows "▶ Deploy" "Waits for"
terminal kill-session
check "it stops at its next safe point, and gives the lease back" stopped_for_good

echo "a run whose lines alone are wanted"
begin 80 24 TERM=tmux-256color --target=Abort --progress=plain
check "--progress=plain shows no picture" eval 'ended 0 && no_bytes "\x1b\[\?2026h"'
begin 80 24 TERM=dumb --target=Abort
check "nor does a terminal that can do nothing" eval 'ended 0 && no_bytes "\x1b\[\?2026h"'
begin 80 24 "TERM=tmux-256color CI=true" --target=Abort
check "nor does a build server" eval 'ended 0 && no_bytes "\x1b\[\?2026h"'

echo "Status that goes on"
begin 80 24 TERM=tmux-256color --target=Status --watch
check "it shows what is live" shows "web in local: v1.0.0 is live at"
check "no name is broken where it is narrow" shows "  web-local-v1-0-0-1   v1.0.0 "
terminal send-keys C-c
check "Ctrl-C ends it" ended 0

echo "an environment that is new"
access=$(sed -n "s/^export //p" "$home/.local/env" | tr "\n" " ")
begin 100 24 "TERM=tmux-256color $access" --target=Init --env=shop
check "Init asks what the application is called, and suggests a name" shows "What is the application called? (web-local):"
terminal send-keys shop Enter
check "and where the clone is" shows "Where is the clone that releases are cut from? (../shop):"
terminal send-keys Enter
check "the file is written" ended 0
check "and holds the answers" grep -qE "^ +(name: shop|checkout: ../shop .*)$" "$home/environments/shop.yaml"

report
