#!/usr/bin/env bash
# Runs everything that checks Bundt, on a fresh machine too: format, build, every test project, every tests/*/test.sh.
#   scripts/test.sh [NAME...]      NAME: only these folders of tests/, such as Domain.Tests
# Goes on after a failure; the last line is "N passed, N failed" (", N skipped" if any), and the exit code 1 unless all passed.
set -uo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." || exit 1

results=artifacts/test-results
limit=45m # a suite that takes longer hangs
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

count() { # count NAME PASSED FAILED SKIPPED SECONDS
  echo "$@" >>"$results/counts"
}

failures() {
  grep -ho '<test [^>]*result="Fail"' "$results"/*.xml | sed 's/.* name="\(.*\)" result="Fail"/\1/; s/\\&quot;/"/g'
  grep -h '^ *FAIL ' "$results"/*.log
}

finish() {
  local name rows=() passed=0 failed=0 skipped=0 one
  while read -r name one; do
    read -ra one <<<"$one"
    rows+=("$(printf '%-28s %7d %7d %8d %7ds' "$name" "${one[@]}")")
    passed=$((passed + one[0])) failed=$((failed + one[1])) skipped=$((skipped + one[2]))
  done <"$results/counts"
  if [ "$failed" != 0 ]; then
    printf '\nFailed, the first 60:\n'
    failures 2>/dev/null | cut -c -200 | head -n 60
  fi
  printf '\n%-28s %7s %7s %8s %8s\n' '' passed failed skipped time
  printf '%s\n' "${rows[@]}" ''
  if [ "$skipped" = 0 ]; then
    echo "$passed passed, $failed failed"
  else
    echo "$passed passed, $failed failed, $skipped skipped"
  fi
  [ "$failed" = 0 ] && [ "$passed" != 0 ]
  exit
}

# A step counts as one check, and only shows when it fails.
step() { # step NAME COMMAND...
  local name=$1 begin=$SECONDS
  shift
  echo "== $name"
  if "$@"; then
    return 0
  fi
  count "$name" 0 1 0 $((SECONDS - begin))
  return 1
}

attribute() { sed -n "s/.*<assembly [^>]*[[:space:]]$1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1; }

# Counts what the runner reports; a runner that ends without a report, or badly without a failed test, is a failure itself.
run_project() { # run_project NAME
  local name=$1 begin=$SECONDS report=$PWD/$results/$1.xml program code bad
  program=tests/$name/bin/Release/net10.0/Bundt.$name.dll
  echo "== $name"
  timeout --foreground --kill-after 30s "$limit" dotnet "$program" --no-ansi --no-progress \
    --results-directory "$PWD/$results" --report-xunit --report-xunit-filename "$name.xml"
  code=$?
  if [ ! -s "$report" ]; then
    echo "$name ended with exit code $code and without a report" >&2
    count "$name" 0 1 0 $((SECONDS - begin))
    return
  fi
  bad=$(($(attribute failed "$report") + $(attribute errors "$report")))
  [ "$bad" != 0 ] || [ "$code" = 0 ] || bad=1
  count "$name" "$(attribute passed "$report")" "$bad" "$(attribute skipped "$report")" $((SECONDS - begin))
}

# A script says in its last line how many of its checks passed and failed.
run_script() { # run_script NAME
  local name=$1 begin=$SECONDS log=$results/$1.log code
  echo "== $name"
  timeout --foreground --kill-after 30s "$limit" "tests/$name/test.sh" 2>&1 | tee "$log"
  code=$?
  if [[ $(grep -E '^[0-9]+ passed, [0-9]+ failed' "$log" | tail -n 1) =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed ]] &&
    { [ "$code" = 0 ] || [ "${BASH_REMATCH[2]}" != 0 ]; }; then
    count "$name" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" 0 $((SECONDS - begin))
  else
    echo "$name ended with exit code $code" >&2
    count "$name" 0 1 0 $((SECONDS - begin))
  fi
}

run() { # run NAME...: one suite after the other
  local suite
  for suite in "$@"; do
    suite=${suite#tests/}
    suite=${suite%%/*}
    if [ -x "tests/$suite/test.sh" ]; then
      run_script "$suite"
    elif compgen -G "tests/$suite/*.csproj" >/dev/null; then
      run_project "$suite"
    fi
  done
}

rm -rf "$results"
mkdir -p "$results"
command -v dotnet >/dev/null || {
  echo "The tests need the .NET 10 SDK on PATH: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
  count "SDK" 0 1 0 0
  finish
}
step "tools" scripts/install-tools.sh aws ansible-playbook
step "build" dotnet build build/Bundt.slnx --configuration Release --verbosity quiet -consoleLoggerParameters:NoSummary || finish
if [ $# != 0 ]; then
  run "$@"
  finish
fi

step "format" dotnet format build/Bundt.slnx --verify-no-changes --no-restore
run tests/*.Tests/ tests/Conformance/ tests/*/test.sh tests/Scenarios/
finish
