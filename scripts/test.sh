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

# Each failed test with the first line of what it said, as the reports have them.
failures() {
  grep -hoE '<test [^>]*result="Fail"|<error type=[^>]*|<message>.*' "$results"/*.xml |
    sed -E 's/<test .* name="([^"]*)" result="Fail"/\1/; s/<error type="([^"]*)" name="([^"]*)".*/\1: \2/; s/<message>(<!\[CDATA\[)?/    /; s/\\?&quot;/"/g'
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
run_project() { # run_project NAME [PART FILTER...]
  local name=$1 begin=$SECONDS program report code bad
  program=tests/$name/bin/Release/net10.0/Bundt.$name.dll
  name=$name${2:+-$2}
  report=$PWD/$results/$name.xml
  shift $(($# > 1 ? 2 : 1))
  echo "== $name"
  timeout --foreground --kill-after 30s "$limit" dotnet "$program" --no-ansi --no-progress "$@" \
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

# Stories wait more than they work, so they are told by three processes, each with a local cloud of its own. What each said is shown at its end.
run_scenarios() {
  local part processes=()
  local -A filters=(
    [1]='--filter-not-class Bundt.Scenarios.A* Bundt.Scenarios.L* Bundt.Scenarios.WhatD* Bundt.Scenarios.WhatO*'
    [2]='--filter-class Bundt.Scenarios.AR* Bundt.Scenarios.L*'
    [3]='--filter-class Bundt.Scenarios.A* Bundt.Scenarios.WhatD* Bundt.Scenarios.WhatO* --filter-not-class Bundt.Scenarios.AR*'
  )
  set -f # the filters are no files
  for part in 1 2 3; do
    # shellcheck disable=SC2086 # each word of a filter is an argument
    run_project Scenarios "$part" ${filters[$part]} >"$results/Scenarios-$part.log" 2>&1 &
    processes+=($!)
  done
  set +f
  wait "${processes[@]}"
  cat "$results"/Scenarios-?.log
}

# A Docker of the tests' own where none answers: on a socket in its folder, without a network, and gone afterwards. What needs one is
# skipped where a machine may not run it.
docker_folder=
as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo -n)

start_docker() {
  local driver deadline
  docker version >/dev/null 2>&1 && return
  scripts/install-tools.sh dockerd || return
  docker_folder=$(mktemp -d /tmp/bundt-docker.XXXXXX)
  for driver in overlay2 vfs; do
    "${as_root[@]}" env PATH="$PATH:/usr/sbin:/sbin" dockerd --host "unix://$docker_folder/docker.sock" --group "$(id -g)" \
      --data-root "$docker_folder/$driver" --exec-root "$docker_folder/exec" --pidfile "$docker_folder/pid" \
      --storage-driver "$driver" --iptables=false --bridge=none >"$docker_folder/log" 2>&1 &
    docker_process=$!
    deadline=$((SECONDS + 60))
    while [ -d "/proc/$docker_process" ] && [ "$SECONDS" -lt "$deadline" ]; do
      if DOCKER_HOST=unix://$docker_folder/docker.sock docker version >/dev/null 2>&1; then
        export DOCKER_HOST=unix://$docker_folder/docker.sock
        return
      fi
      sleep 0.2
    done
    end_docker
  done
  tail -n 3 "$docker_folder/log" >&2
  return 1
}

end_docker() {
  [ -n "${docker_process:-}" ] || return 0
  "${as_root[@]}" kill "$docker_process" 2>/dev/null
  wait "$docker_process" 2>/dev/null
  docker_process=
}

remove_docker() {
  [ -n "$docker_folder" ] || return 0
  end_docker
  # A container without a network leaves the namespace of it mounted.
  "${as_root[@]}" umount --quiet "$docker_folder"/exec/netns/* 2>/dev/null
  "${as_root[@]}" rm -rf --one-file-system "$docker_folder"
}
trap remove_docker EXIT

run() { # run NAME...: one suite after the other
  local suite
  for suite in "$@"; do
    suite=${suite#tests/}
    suite=${suite%%/*}
    if [ "$suite" = Scenarios ]; then
      run_scenarios
    elif [ -x "tests/$suite/test.sh" ]; then
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
step "tools" scripts/install-tools.sh aws ansible-playbook git-lfs
case " ${*:-Scenarios} " in
  *Scenarios*) start_docker || echo "NOT TESTED: containers. No Docker answers, and none could be started here." >&2 ;;
esac
step "build" dotnet build build/Bundt.slnx --configuration Release --verbosity quiet -consoleLoggerParameters:NoSummary || finish
if [ $# != 0 ]; then
  run "$@"
  finish
fi

step "format" dotnet format build/Bundt.slnx --verify-no-changes --no-restore
run tests/*.Tests/ tests/Conformance/ tests/*/test.sh tests/Scenarios/
finish
