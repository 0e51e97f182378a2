#!/usr/bin/env bash
# How long Bundt takes to start, beside "dotnet --version": the medians of ten runs of each, taken in turn, and the ratio to it.
#   tests/Benchmarks/start-up.sh [ARGUMENT...]     ARGUMENT: for Bundt, such as --home=DIR
# Status is measured where a local cloud runs. A benchmark and no test: what it prints depends on the machine and on who else uses it.
set -euo pipefail
build=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../build.sh
runs=10

names=("dotnet --version" "--help" "--dryrun")
commands=("dotnet --version" "$build --help" "$build --dryrun --env=local $*")
status="$build --target=Status --env=local $*"
if $status >/dev/null 2>&1; then
  names+=("Status")
  commands+=("$status")
fi

# Prints wall-clock time, and user and system time together, in milliseconds.
measure() {
  local TIMEFORMAT='%R %U %S' times
  times=$({ time $1 >/dev/null 2>&1; } 2>&1)
  awk '{ printf "%d %d\n", $1 * 1000, ($2 + $3) * 1000 }' <<<"$times"
}
median() { sort -n | awk '{ line[NR] = $1 } END { print line[int((NR + 1) / 2)] }'; }

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
for command in "${commands[@]}"; do $command >/dev/null 2>&1; done
for ((run = 0; run < runs; run++)); do
  for i in "${!commands[@]}"; do measure "${commands[i]}" >>"$results/$i"; done
done

printf '%-20s %8s %8s %8s\n' "" "ms" "CPU ms" "ratio"
yardstick=$(cut -d ' ' -f 1 "$results/0" | median)
for i in "${!names[@]}"; do
  wall=$(cut -d ' ' -f 1 "$results/$i" | median)
  printf '%-20s %8d %8d %8s\n' "${names[i]}" "$wall" "$(cut -d ' ' -f 2 "$results/$i" | median)" \
    "$(awk -v a="$wall" -v b="$yardstick" 'BEGIN { printf "%.1f", a / b }')"
done
