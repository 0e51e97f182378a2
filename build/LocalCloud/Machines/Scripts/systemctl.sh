#!/bin/bash
# What a machine has in place of systemctl: the everyday verbs, for services, and the names that lead to systemctl (poweroff, reboot).
# shellcheck source-path=SCRIPTDIR disable=SC2154 # what units.sh sets
set -u
. /run/machine/units.sh

now= quiet= block=1 all= property= names=() verb=
case ${0##*/} in
  runlevel) echo N 5 && exit ;;
  poweroff | halt | reboot | shutdown) set -- "${0##*/}" ;;
esac
while [ $# -gt 0 ]; do
  case $1 in
    --now) now=1 ;;
    -q | --quiet) quiet=1 ;;
    --no-block) block= ;;
    -a | --all) all=1 ;;
    -p | --property) property=$2 && shift ;;
    -p* | --property=*) property=${1#-p} property=${property#--property=} ;;
    -t | -n | -o | -s | -H | --type | --lines | --output | --signal) shift ;;
    -*) ;;
    *) [ -n "$verb" ] && names+=("$1") || verb=$1 ;;
  esac
  shift
done

refuse() {
  echo "$2" >&2
  exit "$1"
}
as_root() { [ $EUID = 0 ] || refuse 4 "systemctl $verb: only root may do this"; }
need() { find_unit "$1" || refuse 5 "Unit $1 could not be found."; }
say() { [ -n "$quiet" ] || echo "$1"; }

# Every unit's lock is taken before the first one starts, so that those which come after one another can wait for it.
start() {
  local name other fd started=() failed=0
  for name; do
    [[ $name == *.service ]] || continue
    need "$name"
    state_of "$name"
    [ -z "$supervisor" ] || continue
    mkdir -p "$units/$name"
    exec {fd}>"$units/$name/starting"
    flock "$fd"
    started+=("$name:$fd")
  done
  for name in "${started[@]}"; do
    (
      exec 3>&"${name##*:}"
      for other in "${started[@]}"; do fd=${other##*:} && exec {fd}>&-; done
      exec env -i PATH="$PATH" setsid /run/machine/unit.sh "${name%:*}" </dev/null >>/dev/console 2>&1
    ) &
  done
  for name in "${started[@]}"; do fd=${name##*:} && exec {fd}>&-; done
  [ -n "$block" ] || return 0
  for name in "${started[@]}"; do
    name=${name%:*}
    flock --shared "$units/$name/starting" true
    state_of "$name"
    [ "$state" != failed ] || { echo "$name failed to start; its last words are on the console" >&2 && failed=1; }
  done
  return $failed
}

stop() {
  local name stopped=()
  for name; do
    state_of "$name"
    [ -n "$supervisor" ] || continue
    [ "$state" = deactivating ] || { echo deactivating >"$units/$name/state" && kill -TERM "$supervisor"; }
    stopped+=("$supervisor")
  done
  for supervisor in "${stopped[@]}"; do
    tail --pid="$supervisor" -s 0.02 -f /dev/null
  done
}

enable() {
  local name target link
  for name; do
    if [[ $name == /* ]]; then
      ln -sfn "$name" "/etc/systemd/system/${name##*/}"
      name=${name##*/}
    fi
    need "$name"
    load_unit "$name"
    for target in ${unit[Install.WantedBy]-} ${unit[Install.RequiredBy]-}; do
      link=/etc/systemd/system/$target.wants/$name
      mkdir -p "${link%/*}"
      ln -sfn "$unit_file" "$link"
      [ -n "$quiet" ] || echo "Created symlink $link → $unit_file." >&2
    done
    for target in ${unit[Install.Alias]-}; do
      ln -sfn "$unit_file" "/etc/systemd/system/$target"
    done
  done
}

disable() {
  local name link
  for name; do
    for link in /etc/systemd/system/*.wants/"$name" /etc/systemd/system/*.requires/"$name"; do
      [ ! -L "$link" ] || { rm "$link" && { [ -n "$quiet" ] || echo "Removed $link." >&2; }; }
    done
  done
}

enabled() {
  local link
  for link in /etc/systemd/system/*.wants/"$1" /etc/systemd/system/*.requires/"$1"; do
    [ ! -L "$link" ] || return 0
  done
  return 1
}

# enablement NAME: sets enablement to the word of is-enabled
enablement() {
  if [ "$(readlink "/etc/systemd/system/$1")" = /dev/null ]; then
    enablement=masked
  elif enabled "$1"; then
    enablement=enabled
  elif load_unit "$1" && [ -n "${unit[Install.WantedBy]-}${unit[Install.RequiredBy]-}" ]; then
    enablement=disabled
  else
    enablement=static
  fi
}

describe() {
  state_of "$1"
  load_unit "$1"
  enablement "$1"
  local substate=dead process=0
  case $state in active) substate=running ;; failed) substate=failed ;; activating) substate=start ;; deactivating) substate=stop-sigterm ;; esac
  [ ! -e "$units/$1/main" ] || process=$(<"$units/$1/main")
  printf '%s\n' "Id=$1" "Description=${unit[Unit.Description]-$1}" "LoadState=$([ -n "$unit_file" ] && echo loaded || echo not-found)" \
    "ActiveState=$state" "SubState=$substate" "UnitFileState=$enablement" "MainPID=$process" "FragmentPath=$unit_file"
}

for i in "${!names[@]}"; do
  [[ ${names[i]} == /* ]] || names[i]=$(full_name "${names[i]}")
done
if [ -n "$all" ] && [ "$verb" = stop ]; then
  names=()
  for folder in "$units"/*/; do
    [ ! -d "$folder" ] || names+=("$(basename "$folder")")
  done
fi

case $verb in
  start) as_root && start "${names[@]}" ;;
  stop) as_root && stop "${names[@]}" ;;
  restart | reload-or-restart | try-restart | condrestart)
    as_root
    for name in "${names[@]}"; do need "$name"; done
    stop "${names[@]}"
    start "${names[@]}"
    ;;
  reload)
    as_root
    for name in "${names[@]}"; do
      need "$name"
      load_unit "$name"
      lines Service.ExecReload
      [ ${#lines[@]} -gt 0 ] || refuse 3 "Job type reload is not applicable for unit $name."
      MAINPID=$(cat "$units/$name/main" 2>/dev/null) || refuse 1 "$name is not active, cannot reload."
      export MAINPID
      for value in "${lines[@]}"; do split "${value#-}" && expand && { "${words[@]}" || exit 1; }; done
    done
    ;;
  kill)
    as_root
    for name in "${names[@]}"; do [ ! -e "$units/$name/main" ] || kill -TERM -- "-$(<"$units/$name/main")"; done
    ;;
  # Debian enables what it installs.
  enable | preset)
    as_root
    enable "${names[@]}"
    [ -z "$now" ] || start "${names[@]##*/}"
    ;;
  disable)
    as_root
    disable "${names[@]}"
    [ -z "$now" ] || stop "${names[@]}"
    ;;
  mask)
    as_root
    for name in "${names[@]}"; do ln -sfn /dev/null "/etc/systemd/system/$name"; done
    ;;
  unmask)
    as_root
    for name in "${names[@]}"; do [ "$(readlink "/etc/systemd/system/$name")" != /dev/null ] || rm "/etc/systemd/system/$name"; done
    ;;
  is-active | is-failed)
    code=3
    for name in "${names[@]}"; do
      state_of "$name"
      say "$state"
      [ "$state" != "${verb#is-}" ] || code=0
    done
    exit $code
    ;;
  is-enabled)
    code=0
    for name in "${names[@]}"; do
      find_unit "$name" || [ -L "/etc/systemd/system/$name" ] || refuse 1 "Failed to get unit file state for $name: No such file or directory"
      enablement "$name"
      say "$enablement"
      [[ $enablement == enabled || $enablement == static ]] || code=1
    done
    exit $code
    ;;
  status)
    [ ${#names[@]} -gt 0 ] || { echo "$HOSTNAME: running" && exit; }
    need "${names[0]}"
    describe "${names[0]}"
    [ "$state" = active ] || exit 3
    ;;
  show)
    for name in "${names[@]}"; do describe "$name"; done | grep -E "^(${property//,/|})${property:+=}" || :
    ;;
  cat) need "${names[0]}" && cat "$unit_file" ;;
  list-units | list-unit-files)
    for folder in "$units"/*/; do
      [ ! -d "$folder" ] || { state_of "$(basename "$folder")" && echo "$(basename "$folder") loaded $state"; }
    done
    ;;
  is-system-running) say running ;;
  daemon-reload | daemon-reexec | reset-failed) ;;
  poweroff | halt | reboot | shutdown) as_root && kill -TERM 1 ;;
  *) refuse 1 "systemctl: this machine does not know \"$verb\"" ;;
esac
