#!/usr/bin/env bash
# Takes each guard of Bundt's rules away in turn, and demands that the test which bears the rule's number fails without it.
#   scripts/guards.sh [PATTERN...]      PATTERN: only guards whose file name has this in it, such as 22- or lease
# A guard is a file tests/Guards/NN-name.guard: what it is, and the patch that removes it. All happens in a copy of the tracked files.
# One line a guard; RED is as it should be. The last line is "N passed, N failed", and the exit code 1 unless all are RED and, without
# PATTERN, each rule has a guard.
set -uo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." || exit 1

rules=31
limit=180 # seconds a test may take; a test program catches SIGTERM
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
passed=0 failed=0

copy=$(mktemp -d "${TMPDIR:-/tmp}/bundt-guards.XXXXXX") || exit 1
trap 'rm -rf "$copy"' EXIT
trap 'exit 130' INT TERM HUP

header() { sed -n "/^diff /q; s/^$1: *//p" "$2" | head -n 1; } # header NAME FILE

build() { # build PROJECT [OPTION...]: what analyzers say of a removed guard does not matter
  dotnet build "$copy/tests/$1/$1.csproj" "${@:2}" -c Release -m:1 --nologo -v quiet \
    -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false -consoleLoggerParameters:NoSummary >"$copy/log" 2>&1
}

run() { # run PROJECT TEST...
  local project=$1
  shift
  (cd "$copy" && timeout --foreground -s KILL "$limit" dotnet "tests/$project/bin/Release/net10.0/Bundt.$project.dll" \
    --no-ansi --no-progress --filter-method "${@/#/*}") >"$copy/log" 2>&1
}

# Exit codes of the testing platform: 2 is a failed test, 8 is that none ran.
outcome() { # outcome PROJECT TEST PATCH
  git -C "$copy" apply "$3" 2>"$copy/log" || { echo "DOES NOT APPLY" && return; }
  if build "$1" --no-restore; then
    run "$1" "$2"
    case $? in
      0) echo "GREEN" ;;
      2) echo "RED" ;;
      8) echo "NO TEST" ;;
      137) echo "TOOK TOO LONG" ;;
      *) echo "DOES NOT RUN" ;;
    esac
  else
    echo "DOES NOT BUILD"
  fi
  git -C "$copy" apply -R "$3"
}

guards=()
for guard in "$PWD"/tests/Guards/*.guard; do
  [ $# != 0 ] || guards+=("$guard")
  for pattern in "$@"; do
    [[ ${guard##*/} != *"$pattern"* ]] || { guards+=("$guard") && break; }
  done
done
[ ${#guards[@]} != 0 ] || { echo "No guard has $* in its name." >&2 && exit 1; }

git ls-files -z | while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
  tar --null --files-from=- -cf - | tar -xf - -C "$copy" || exit 1
git init -q "$copy" || exit 1

# Without any patch all of them pass.
mapfile -t projects < <(for guard in "${guards[@]}"; do header Project "$guard"; done | sort -u)
for project in "${projects[@]}"; do
  tests=()
  for guard in "${guards[@]}"; do
    [ "$(header Project "$guard")" != "$project" ] || tests+=("$(header Test "$guard")")
  done
  begin=$SECONDS
  build "$project" && run "$project" "${tests[@]}" || {
    tail -n 40 "$copy/log"
    echo "$project: what is to fail without its guards does not pass with them" >&2
    exit 1
  }
  printf -- '--   %-56s %-22s %-14s %4ds\n' "all guards of $project in place" "" GREEN $((SECONDS - begin))
done

for project in "${projects[@]}"; do
  for guard in "${guards[@]}"; do
    [ "$(header Project "$guard")" = "$project" ] || continue
    begin=$SECONDS name=${guard##*/} test=$(header Test "$guard")
    seen=$(outcome "$project" "$test" "$guard")
    printf '%4s %-38s %-72s %-14s %4ds\n' "$(header Rule "$guard")" "${name%.guard}" "$test" "$seen" $((SECONDS - begin))
    if [ "$seen" = RED ]; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1))
      grep -E 'error|failed|patch' "$copy/log" | head -n 3
    fi
  done
done

if [ $# = 0 ]; then
  for ((rule = 1; rule <= rules; rule++)); do
    compgen -G "tests/Guards/$(printf '%02d' "$rule")-*.guard" >/dev/null && continue
    echo "Rule $rule has no guard."
    failed=$((failed + 1))
  done
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
