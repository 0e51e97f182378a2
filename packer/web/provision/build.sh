#!/bin/sh
# Builds the release into /opt/APP, and writes down there what was built.
set -eu

output=/opt/$APP
mkdir -p "$output"
cd "$STAGING/source"

# Whatever the build keeps for the next time goes away with the staging directory, and no build server outlives it.
export HOME="$STAGING/home" TMPDIR="$STAGING/tmp"
export DOTNET_CLI_HOME="$HOME" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
mkdir -p "$HOME" "$TMPDIR"
sh -c "$BUILD_COMMAND"

printf '{"version":"%s","commit":"%s"}\n' "${RELEASE#v}" "$COMMIT" >"$output/release.json"
