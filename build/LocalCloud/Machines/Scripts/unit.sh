#!/bin/bash
# Supervises one service as systemd would: starts it, starts it again when it fails, ends it when told to (SIGTERM). Knows what decides
# how a server comes up and goes down; what only shields a service from the system (ProtectSystem=, PrivateTmp= …) is left out.
#
#   unit.sh NAME
#
# Whoever wants to know when it has started waits until nobody holds the lock of file descriptor 3.
# shellcheck source-path=SCRIPTDIR disable=SC2317 # stop is called by a signal
set -u
. "${BASH_SOURCE%/*}/units.sh"
. /run/machine/environment
name=$1
folder=$units/$name
mkdir -p "$folder"

exec 9>"$folder/supervised"
flock -n 9 || exit 0
echo $$ >"$folder/supervisor"
main= stopping=

say() { echo "$name: $1"; }
report() { echo "$1" >"$folder/state"; }
started() { report active && exec 3>&-; }

# end STATE [WHY]
end() {
  [ -z "${2-}" ] || say "$2"
  report "$1"
  rm -f "$folder/supervisor" "$folder/main"
  exit 0
}

# signal NAME WHOM: WHOM "-" is the whole process group, which a daemon leads as a rule
signal() { kill -s "$1" -- "$2$main" 2>/dev/null || kill -s "$1" "$main" 2>/dev/null; }

stop() {
  local line
  stopping=1
  trap : TERM
  [ -n "$main" ] || return 0
  lines Service.ExecStop
  for line in "${lines[@]}"; do
    split "${line#-}"
    export MAINPID=$main
    expand
    timeout "$stop_seconds" "${as_user[@]}" "${words[@]}" </dev/null 3>&- 9>&-
  done
  signal "$kill_signal" "$kill_whom"
}

# await_end: gives the stopping process its time, then ends it
await_end() {
  timeout "$stop_seconds" tail --pid="$main" -s 0.02 -f /dev/null 3>&- 9>&- && return
  say "does not end within $stop_seconds s: killed"
  signal KILL -
}

# run COMMAND [AFTERWARDS]: runs one line of the unit, calls AFTERWARDS once it runs, and sets status to its exit status
run() {
  local flags=${1%%[!-@:+!]*} prefix=("${as_user[@]}")
  split "${1#"$flags"}"
  [[ $flags == *:* ]] || expand
  [[ $flags != *[+!]* ]] || prefix=()
  # shellcheck disable=SC2016 # for the inner bash
  [[ $flags != *@* ]] || words=(bash -c 'exec -a "$1" "$0" "${@:2}"' "${words[@]}")

  # With job control it has a process group of its own, and all of it can be ended.
  set -m
  "${prefix[@]}" "${words[@]}" </dev/null 3>&- 9>&- &
  main=$!
  set +m
  echo $main >"$folder/main"
  [ -z "${2-}" ] || "$2"
  wait $main
  status=$?
  [ -z "$stopping" ] || ! kill -0 $main 2>/dev/null || await_end
  [ "$type" = forking ] || kill -KILL -- -$main 2>/dev/null
  main=
  [[ $flags != *-* ]] || status=0
}

# run_all KEY: runs its lines one after another; false as soon as one fails or the unit is being stopped
run_all() {
  local line
  lines "$1"
  for line in "${lines[@]}"; do
    run "$line"
    [ "$status" = 0 ] && [ -z "$stopping" ] || return 1
  done
}

# pause COMMAND…: waits for it, or until told to stop
pause() {
  "$@" </dev/null 3>&- 9>&- &
  wait $!
}

read_environment() {
  local line file word
  lines Service.Environment
  for line in "${lines[@]}"; do
    split "$line"
    for word in "${words[@]}"; do export "${word?}"; done
  done
  lines Service.EnvironmentFile
  for file in "${lines[@]}"; do
    if [ ! -r "${file#-}" ]; then
      [[ $file == -* ]] || end failed "cannot read $file"
      continue
    fi
    while IFS= read -r line || [ -n "$line" ]; do
      [[ $line =~ ^[[:space:]]*([A-Za-z_][A-Za-z0-9_]*)=[[:space:]]*(.*[^[:space:]])?[[:space:]]*$ ]] || continue
      words=("${BASH_REMATCH[2]}")
      [[ ${words[0]} != [\"\']* ]] || split "${words[0]}"
      export "${BASH_REMATCH[1]}=${words[0]-}"
    done <"${file#-}"
  done
}

become_user() {
  as_user=()
  HOME=/root
  local user group entry capabilities
  last Service.User root && user=$value
  last Service.Group && group=$value
  if [ "$user" != root ]; then
    entry=$(getent passwd "$user") || end failed "there is no user $user"
    as_user=(setpriv --reuid "$user" --regid "${group:-$(id -g "$user")}" --init-groups)
    last Service.AmbientCapabilities
    if [ -n "$value" ]; then
      capabilities=${value//CAP_/+} capabilities=${capabilities// /,}
      as_user+=(--inh-caps "${capabilities,,}" --ambient-caps "${capabilities,,}")
    fi
    as_user+=(--)
    IFS=: read -r _ _ _ _ _ HOME SHELL <<<"$entry"
    export SHELL
  fi
  export HOME USER=$user LOGNAME=$user

  local pair directory
  for pair in RuntimeDirectory:/run StateDirectory:/var/lib CacheDirectory:/var/cache LogsDirectory:/var/log; do
    for directory in ${unit[Service.${pair%%:*}]-}; do
      install -d -o "$user" ${group:+-g "$group"} "${pair#*:}/$directory"
    done
  done
}

enter_directory() {
  last Service.WorkingDirectory /
  [ "${value#-}" != '~' ] || value=$HOME
  cd "${value#-}" 2>/dev/null || [[ $value == -* ]] || end failed "there is no directory $value"
}

# restarts STATUS: whether the unit is started again after that
restarts() {
  local clean=
  case " 0 129 130 141 143 $success " in *" $1 "*) clean=1 ;; esac
  case $restart in
    always) ;;
    on-failure) [ -z "$clean" ] ;;
    on-success) [ -n "$clean" ] ;;
    on-abnormal | on-abort) [ -z "$clean" ] && [ "$1" -gt 128 ] ;;
    *) false ;;
  esac
}

report activating
load_unit "$name" || end failed 'there is no such unit'
last Service.Type simple && type=$value
last Service.Restart no && restart=$value
last Service.SuccessExitStatus && success=$value
last Service.KillSignal TERM && kill_signal=${value#SIG}
last Service.KillMode control-group
[ "$value" = control-group ] && kill_whom=- || kill_whom=
last Service.RestartSec 100ms && seconds "$value" && restart_seconds=$seconds
last Service.TimeoutStopSec 90 && seconds "$value" && stop_seconds=${seconds/infinity/0}
last Unit.StartLimitBurst 5 && burst=$value
last Unit.StartLimitIntervalSec 10 && seconds "$value" && interval=${seconds%.*}
trap stop TERM

# What it needs of the image's own services is started with it; what it comes after has started before it.
for other in ${unit[Unit.Requires]-} ${unit[Unit.Wants]-}; do
  [[ $other != *.service ]] || [ ! -f "/etc/systemd/system/$other" ] || /run/machine/systemctl.sh start --no-block "$other" 3>&- 9>&-
done
for other in ${unit[Unit.After]-}; do
  [ ! -e "$units/$other/starting" ] || pause flock --shared --timeout 90 "$units/$other/starting" true
done

become_user
read_environment
enter_directory
attempts=()
while [ -z "$stopping" ]; do
  attempts+=("$SECONDS")
  if run_all Service.ExecStartPre; then
    if [ "$type" = oneshot ]; then
      run_all Service.ExecStart
      last Service.RemainAfterExit no
      if [ "$status" = 0 ] && [[ $value =~ ^(yes|true|1|on)$ ]] && [ -z "$stopping" ]; then
        started
        until [ -n "$stopping" ]; do pause sleep infinity; done
      fi
    elif [ "$type" = forking ]; then
      run_all Service.ExecStart
      last Service.PIDFile
      if [ "$status" = 0 ] && [ -s "$value" ]; then
        main=$(<"$value")
        echo "$main" >"$folder/main"
        started
        pause tail --pid="$main" -s 0.1 -f /dev/null
        [ -z "$stopping" ] || await_end
        main=
      fi
    else
      last Service.ExecStart
      run "$value" started
    fi
  fi
  [ -z "$stopping" ] || break
  if ! restarts "$status"; then
    case " 0 129 130 141 143 $success " in *" $status "*) end inactive ;; esac
    end failed "ended with status $status"
  fi
  say "ended with status $status; starts again in $restart_seconds s"
  if [ "$interval" != 0 ] && [ ${#attempts[@]} -ge "$burst" ] && [ $((SECONDS - attempts[-burst])) -lt "$interval" ]; then
    end failed "started $burst times within $interval s: given up"
  fi
  report activating
  pause sleep "$restart_seconds"
done

report deactivating
run_all Service.ExecStopPost
end inactive
