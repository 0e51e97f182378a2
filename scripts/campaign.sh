#!/usr/bin/env bash
# Tries what can go wrong, one by one, on a local cloud of its own under load; prints a table, and writes it to artifacts/campaigns/.
#   scripts/campaign.sh crash JOURNEY [POINTS]   kills a run at each of its writes; JOURNEY: blue-green, canary, rollback, cold-rollback, prune
#   POINTS: only these, such as 1,4,9-12
# The exit code is 0 only when each of them ended well.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

usage() {
  sed -n '2,5s/^# \?//p' "$0" >&2
  exit 1
}

numbers() { # 1,4,9-12 as 1,4,9,10,11,12
  local part
  for part in ${1//,/ }; do
    [[ $part =~ ^([0-9]+)(-([0-9]+))?$ ]] || usage
    seq -s, "${BASH_REMATCH[1]}" "${BASH_REMATCH[3]:-${BASH_REMATCH[1]}}"
  done | paste -sd,
}

[ $# -ge 2 ] || usage
case $1 in
  crash) class=TheCrashes ;;
  *) usage ;;
esac
case $2 in blue-green | canary | rollback | cold-rollback | prune) export BUNDT_JOURNEY=$2 ;; *) usage ;; esac
BUNDT_POINTS=${3:+$(numbers "$3")}
export BUNDT_POINTS=${BUNDT_POINTS:-all} DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

scripts/install-tools.sh
dotnet build tests/Scenarios --configuration Release --verbosity quiet -consoleLoggerParameters:NoSummary
exec dotnet tests/Scenarios/bin/Release/net10.0/Bundt.Scenarios.dll --no-ansi --no-progress --filter-class "*.$class"
