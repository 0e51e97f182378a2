#!/bin/sh
# The application's test command: no argument, exit code 0 when every check passed.
set -eu
cd "$(dirname "$0")"

# Where the tests run is nowhere: a machine's or a job's own ENVIRONMENT is not for them.
unset ENVIRONMENT

# Nothing stays behind when the tests end: no compiler server, no build node.
export MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
exec dotnet run --project tests/Web.Tests --property:UseSharedCompilation=false "$@"
