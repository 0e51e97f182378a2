# For tests/*/test.sh to source: a scratch directory, and checks that are counted.
# shellcheck shell=bash
set -uo pipefail
# shellcheck disable=SC2034 # for those who source this
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

# check CLAIM COMMAND...: passes if the command does; its output shows only when it fails.
check() {
  local claim=$1 output
  shift
  if output=$("$@" 2>&1); then
    passed=$((passed + 1))
    echo "  ok    $claim"
  else
    failed=$((failed + 1))
    printf '  FAIL  %s\n%s\n' "$claim" "$output"
  fi
}

# refuses TEXT COMMAND...: passes if the command fails and says TEXT; line breaks count as blanks.
refuses() {
  local text=$1 output
  shift
  if output=$("$@" 2>&1); then
    echo "did not fail: $output"
    return 1
  fi
  [[ $(tr -s '\n ' '  ' <<<"$output") == *"$text"* ]] || { echo "failed, but without saying \"$text\": $output"; return 1; }
}

# shellcheck disable=SC2034 # for those who source this
# read_help: which options and targets build.sh knows, in $options and $targets; from the build of the tests, where there is one.
read_help() {
  local program=$repository/build/Pipeline/bin/Release/net10.0/Bundt.Pipeline.dll
  if [ -f "$program" ]; then dotnet "$program" --help; else "$repository/build.sh" --help; fi >"$scratch/help"
  mapfile -t options < <(sed -n 's/^  --\([a-z-]*\).*/\1/p' "$scratch/help")
  mapfile -t targets < <(sed -n '/^Targets/,/^Options/s/^  \([A-Z][A-Za-z]*\) .*/\1/p' "$scratch/help")
}

# report: the last line of a test.sh, and its exit code.
report() {
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ]
}
