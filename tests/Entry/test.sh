#!/usr/bin/env bash
# build.sh builds when it must, once, and hands over arguments, signals and exit code. Tried on two programs of a few lines each.
# shellcheck source=../checks.sh source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/../checks.sh"

home="$scratch/a house with spaces"
mkdir -p "$home/scripts" "$home/build/Pipeline" "$home/build/LocalCloud"
cp "$repository/build.sh" "$repository/global.json" "$repository/.editorconfig" "$home/"
printf '#!/bin/sh\necho tools >&2\n' >"$home/scripts/install-tools.sh"
chmod +x "$home/scripts/install-tools.sh"
for project in Pipeline LocalCloud; do
  cat >"$home/build/$project/$project.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <AssemblyName>Bundt.$project</AssemblyName>
  </PropertyGroup>
</Project>
PROJECT
  echo 'System.Console.WriteLine("idle");' >"$home/build/$project/Program.cs"
done
cat >"$home/build/Pipeline/Program.cs" <<'PROGRAM'
using System;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

if (args is ["wait"])
{
    using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Environment.Exit(43));
    Console.WriteLine("waiting");
    await Task.Delay(TimeSpan.FromSeconds(30));
}
Console.WriteLine(string.Join("|", args));
return 7;
PROGRAM

bundt() { "$home/build.sh" "$@" 2>"$scratch/errors"; }
builds() { grep -c '^Building' "$scratch/errors"; }
# says OUTPUT BUILDS ARGUMENT...: the program printed OUTPUT, its exit code came through, and it was built so many times
says() {
  local expected=$1 times=$2 output code
  shift 2
  output=$(bundt "$@")
  code=$?
  if [ "$output" != "$expected" ] || [ "$code" != 7 ] || [ "$(builds)" != "$times" ]; then
    echo "printed \"$output\", exit code $code, built $(builds) times"
    cat "$scratch/errors"
    return 1
  fi
}
two_at_once() {
  "$home/build.sh" --env=x first >"$scratch/first" 2>"$scratch/first.errors" &
  "$home/build.sh" --env=x second >"$scratch/second" 2>"$scratch/second.errors"
  wait $!
  cat "$scratch"/{first,second}{,.errors}
  [ "$(cat "$scratch/first" "$scratch/second")" = $'--env=x|first\n--env=x|second' ] &&
    [ "$(cat "$scratch"/{first,second}.errors | grep -c '^Building')" = 1 ]
}
from_elsewhere() {
  ln -s "$home/build.sh" "$scratch/bundt"
  [ "$(cd / && "$scratch/bundt" --env=x here)" = "--env=x|here" ]
}
ends_on_term() {
  local pid code line
  mkfifo "$scratch/pipe"
  "$home/build.sh" wait >"$scratch/pipe" 2>/dev/null &
  pid=$!
  read -r line <"$scratch/pipe"
  kill -TERM "$pid"
  wait "$pid"
  code=$?
  echo "said \"$line\", ended with exit code $code"
  [ "$line" = waiting ] && [ "$code" = 43 ]
}
keeps_what_runs() {
  local pid before line
  before=$(readlink "$home/artifacts/bin")
  "$home/build.sh" wait >"$scratch/pipe" 2>/dev/null &
  pid=$!
  read -r line <"$scratch/pipe"
  echo '// changed' >>"$home/build/Pipeline/Program.cs"
  bundt --env=x >/dev/null
  [ -n "$line" ] && [ -d "$home/artifacts/$before" ] && [ "$(readlink "$home/artifacts/bin")" != "$before" ]
  local kept=$?
  kill "$pid"
  wait "$pid"
  echo '// changed again' >>"$home/build/Pipeline/Program.cs"
  bundt --env=x >/dev/null
  [ "$kept" = 0 ] && [ ! -d "$home/artifacts/$before" ]
}
shows_errors() {
  cp "$home/build/Pipeline/Program.cs" "$scratch/sound.cs"
  echo 'oops' >>"$home/build/Pipeline/Program.cs"
  bundt --env=x
  local code=$?
  cp "$scratch/sound.cs" "$home/build/Pipeline/Program.cs"
  cat "$scratch/errors"
  [ "$code" = 1 ] && grep -q 'Program.cs(.*error CS' "$scratch/errors"
}
without_sdk() { # without_sdk [SDK]: only this one is there, or a runtime alone
  mkdir -p "$scratch/old"
  # shellcheck disable=SC2016
  printf '#!/bin/sh\n[ "$1" = --list-sdks ] && printf "%s" || exit 145\n' "${1:+$1 [/old]\\n}" >"$scratch/old/dotnet"
  chmod +x "$scratch/old/dotnet"
  touch "$home/build/Pipeline/Program.cs"
  # The usual places are hidden, so that only the old one is left.
  sed 's#/usr/[a-z/]*/dotnet/dotnet##g' "$home/build.sh" >"$home/hidden.sh"
  chmod +x "$home/hidden.sh"
  PATH="$scratch/old:$PATH" HOME="$scratch" DOTNET_ROOT='' "$home/hidden.sh" --env=x
}
plain_user() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi; }
# cannot_install TEXT COMMAND...: it ends with exit code 1, says TEXT and what is missing, and leaves the machine as it was
cannot_install() {
  local text=$1 before output code
  shift
  before=$(machine)
  output=$("$@" 2>&1)
  code=$?
  echo "exit code $code: $output"
  [ "$code" = 1 ] && [[ $output == *"$text"* ]] && [[ $output == *"Missing on this machine:"*no-such-tool* ]] && [ "$(machine)" = "$before" ]
}
machine() { ls -l --full-time /var/lib/dpkg/status /usr/sbin/policy-rc.d 2>&1; }
# A copy, and a path, that any user may read.
chmod 755 "$scratch"
install -m 755 "$repository/scripts/install-tools.sh" "$scratch/install-tools.sh"
mkdir "$scratch/bare"
for program in bash id sudo; do
  ! command -v "$program" >/dev/null || ln -s "$(command -v "$program")" "$scratch/bare/$program"
done
tools() { # tools yes|no ARGUMENT...
  local expected=$1 found=no
  shift
  bundt "$@" >/dev/null
  grep -q '^tools' "$scratch/errors" && found=yes
  echo "tools: $found"
  [ "$found" = "$expected" ]
}

check "two that start at once build once, and both run" two_at_once
check "arguments and exit code pass through, without a build" says '--env=x|a b|*|' 0 --env=x 'a b' '*' ''
check "it runs from any directory, through a link" from_elsewhere
touch "$home/build/Pipeline/Program.cs"
check "a changed source is built" says '--env=x' 1 --env=x
echo '// more' >"$home/build/Pipeline/More.cs"
check "a new source is built" says '--env=x' 1 --env=x
rm "$home/build/Pipeline/More.cs"
check "a deleted source is noticed" says '--env=x' 1 --env=x
mkdir "$home/build/environments"
echo 'name: x' >"$home/build/environments/x.yaml"
check "an environment file is no source" says '--env=x' 0 --env=x
check "signals reach the program" ends_on_term
check "a build leaves the files of a running program alone" keeps_what_runs
check "a failed build shows the compiler's errors" shows_errors
check "a missing SDK is explained" refuses "needs the .NET 10 SDK, and this machine has 8.0.100." without_sdk 8.0.100
check "so is a machine that has none" refuses "needs the .NET 10 SDK, and this machine has no .NET SDK at all." without_sdk
check "the local environment gets its tools" tools yes --env=local
check "it is the default" tools yes --target=Release
check "it is found among several" tools yes --env x,local --target=Bake
check "other environments get none" tools no --env=prod
check "to look at the local environment takes none" tools no --target=Status --env=local
check "nor does help" tools no --help
check "without root or sudo, tools are named and not installed" \
  cannot_install "Installing them takes root, or sudo without a password." plain_user "$scratch/install-tools.sh" no-such-tool
check "without apt-get, tools are named and not installed" \
  cannot_install "There is no apt-get to install them with." env PATH="$scratch/bare" "$scratch/install-tools.sh" no-such-tool

report
