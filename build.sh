#!/usr/bin/env bash
# Runs Bundt: ./build.sh [--target=TARGET] [--env=ENVIRONMENT] …, or --help. Builds it first if its sources changed.
set -euo pipefail

# What every run passes through starts as few programs as it can: each costs a run some milliseconds.
script=./${BASH_SOURCE[0]}
[ "${script:2:1}" != / ] || script=${script:2}
[ ! -L "$script" ] || script=$(readlink -f "$script")
home=$(cd "${script%/*}/" && pwd -P)
bin=$home/artifacts/bin

# --- the .NET SDK ---

# The first dotnet that has the SDK which global.json asks for.
find_sdk() {
  local candidate sdks found=''
  for candidate in "$(command -v dotnet || true)" "${DOTNET_ROOT:+$DOTNET_ROOT/dotnet}" "${HOME:+$HOME/.dotnet/dotnet}" \
    /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/local/share/dotnet/dotnet; do
    [ -x "$candidate" ] || continue
    if (cd "$home" && "$candidate" --version) >/dev/null 2>&1; then
      echo "$candidate"
      return
    fi
    sdks=$("$candidate" --list-sdks 2>/dev/null | cut -d ' ' -f 1 | paste -sd ' ' - || true)
    found+=${sdks:+ $sdks}
  done
  {
    echo "Bundt needs the .NET 10 SDK, and this machine has${found:- no .NET SDK at all}."
    echo "Install it from https://dotnet.microsoft.com/download/dotnet/10.0 (or set DOTNET_ROOT to where it is), then run this again."
  } >&2
  exit 1
}

# --- the build ---

# Every file that the build reads; the environment files are read by each run, not by the build.
sources() {
  find "$home/build" "$home/.editorconfig" "$home/global.json" "$home/build.sh" \
    \( -name obj -o -name bin -o -path "$home/build/environments/*.yaml" \) -prune -o -type f "$@"
}

# The list shows files that came or went; one that changed is in it twice. Their order says nothing, but is the same as a rule.
fresh() {
  local now built
  { read -r dotnet <"$bin/dotnet" && [ -x "$dotnet" ] && [ -s "$bin/sources" ]; } 2>/dev/null || return
  now=$(sources \( ! -newer "$bin/sources" -o -print \) -print)
  read -r -d '' built <"$bin/sources" || true
  [ "$now" = "$built" ] || [ "$(LC_ALL=C sort <<<"$now")" = "$(LC_ALL=C sort "$bin/sources")" ]
}

# The build's own working files stay apart from those of a developer's tools. Warnings are for those who change Bundt
# (scripts/test.sh has them as errors), not for those who run it.
publish() { # publish PROJECT DIRECTORY
  "$dotnet" publish "$home/build/$1/$1.csproj" --configuration Release --artifacts-path "$home/artifacts/build" --output "$2/$1" \
    --verbosity quiet -consoleLoggerParameters:NoSummary -property:RunAnalyzers=false -property:TreatWarningsAsErrors=false \
    >"$2/$1.log" 2>&1 9>&-
}

# Each build has a directory of its own, and a link says which is current: a run that is under way, or a local cloud
# that is up, keeps the files that it started with. Old ones go when nobody has them open any more.
build() {
  local built=$home/artifacts/bin-$$-$RANDOM dotnet failed='' directory
  dotnet=$(find_sdk)

  echo "Building Bundt …" >&2
  mkdir -p "$built"
  echo "$dotnet" >"$built/dotnet"
  sources -print >"$built/sources"
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
  publish LocalCloud "$built" &
  trap 'kill %1 2>/dev/null || true' EXIT
  publish Pipeline "$built" || failed=yes
  wait %1 || failed=yes
  trap - EXIT
  if [ -n "$failed" ]; then
    cat "$built"/*.log >&2
    rm -rf "$built"
    echo "Bundt could not be built: see the errors above." >&2
    exit 1
  fi

  ln -sfn "${built##*/}" "$bin"
  for directory in "$home"/artifacts/bin-*/; do
    [ "$directory" -ef "$bin" ] || [ ! -d /proc/self ] || grep -qsF "$directory" /proc/[0-9]*/maps || rm -rf "$directory"
  done
}

# --- the run ---

# Only what bakes or starts servers here needs tools; asking how things are, and going back, does not.
needs_tools() {
  local argument previous='' environment=local target=Release
  for argument in "$@"; do
    case $previous in
      --env) environment=$argument ;;
      --target | -t) target=$argument ;;
    esac
    case $argument in
      --env=*) environment=${argument#*=} ;;
      --target=*) target=${argument#*=} ;;
      --help | -h | --version | --info | --description | --tree | --dryrun) return 1 ;;
    esac
    previous=$argument
  done
  case ",$environment," in *,local,*) ;; *) return 1 ;; esac
  case $target in [Ss]tatus | [Ll]ocal[Dd]own | [Rr]ollback | [Dd]octor) return 1 ;; esac
}

if needs_tools "$@"; then
  "$home/scripts/install-tools.sh"
fi

if ! fresh; then
  mkdir -p "$home/artifacts"
  (
    # Of two that start at once, one builds. (macOS has no flock; there, do not start two.)
    ! command -v flock >/dev/null || flock 9
    fresh || build
  ) 9>"$home/artifacts/build.lock"
fi

# What Bundt starts in turn, the application's own tests for one, is to find the same SDK.
read -r dotnet <"$bin/dotnet"
hash dotnet 2>/dev/null || true
if [ "${BASH_CMDS[dotnet]:-}" != "$dotnet" ]; then
  export PATH=${dotnet%/*}:$PATH
fi

exec "$dotnet" "$bin/Pipeline/Bundt.Pipeline.dll" "$@"
