#!/usr/bin/env bash
# Tries what can go wrong, one by one, on a local cloud of its own under load; prints a table, and writes it to artifacts/campaigns/.
#   scripts/campaign.sh crash JOURNEY [TRIALS]   kills a run at each of its writes; JOURNEY: blue-green, canary, rollback, cold-rollback, prune
#   scripts/campaign.sh bake                     kills a bake, and asks it to end, in each of Packer's phases
#   scripts/campaign.sh fault [TRIALS]           lets AWS, and what runs there, fail a release
#   scripts/campaign.sh chaos [SEED] [COUNT]     strikes six live servers so often (50), and again by the same seed (7); KINDS in BUNDT_KINDS
#   TRIALS: only these, such as 1,4,9-12
# The exit code is 0 only when each of them ended well.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

usage() {
  sed -n '2,8s/^# \?//p' "$0" >&2
  exit 1
}

numbers() { # 1,4,9-12 as 1,4,9,10,11,12
  local part
  for part in ${1//,/ }; do
    [[ $part =~ ^([0-9]+)(-([0-9]+))?$ ]] || usage
    seq -s, "${BASH_REMATCH[1]}" "${BASH_REMATCH[3]:-${BASH_REMATCH[1]}}"
  done | paste -sd,
}

explicit=()
case ${1:-} in
  crash)
    case ${2:-} in blue-green | canary | rollback | cold-rollback | prune) export BUNDT_JOURNEY=$2 ;; *) usage ;; esac
    test=TheCampaigns.Rule_04_Should_End_As_An_Undisturbed_Run_Wherever_It_Was_Killed
    trials=${3:-}
    ;;
  fault)
    test=TheCampaigns.Should_End_Well_Or_Say_What_Is_Wrong_Whatever_Fails
    trials=${2:-}
    ;;
  bake)
    test=ABakeThatIsKilled.Rule_08_Should_Leave_Nothing_Whenever_It_Is_Killed
    explicit=(--explicit only)
    ;;
  chaos)
    test=TheChaosCampaign.Should_End_Whole_Each_Time_And_Choose_The_Same_By_The_Same_Seed
    explicit=(--explicit only)
    export BUNDT_SEED=${2:-} BUNDT_EXPERIMENTS=${3:-}
    ;;
  *) usage ;;
esac
BUNDT_TRIALS=${trials:+$(numbers "$trials")}
export BUNDT_TRIALS=${BUNDT_TRIALS:-all} DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

scripts/install-tools.sh
dotnet build tests/Scenarios --configuration Release --verbosity quiet -consoleLoggerParameters:NoSummary
exec dotnet tests/Scenarios/bin/Release/net10.0/Bundt.Scenarios.dll --no-ansi --no-progress --filter-method "*.$test" "${explicit[@]}"
