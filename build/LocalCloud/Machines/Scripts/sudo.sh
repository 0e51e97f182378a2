#!/bin/bash
# What a machine has in place of sudo when its host has none: runs a command as root, or as the user of -u. Root it becomes through su.
set -eu

path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
if [ $EUID != 0 ]; then
  export SUDO_USER SUDO_UID=$UID
  SUDO_USER=$(id -un)
  # shellcheck disable=SC2016 # what is quoted is for the shell that su starts
  exec su --shell /bin/bash root --session-command 'exec "$0" "$@"' -- "${BASH_SOURCE[0]}" "$@"
fi

user=root login='' command=''
while [ $# -gt 0 ]; do
  case $1 in
    -u | --user) user=$2 && shift ;;
    -u*) user=${1#-u} ;;
    --user=*) user=${1#*=} ;;
    -g | -p | -C | -h | -r | -t | -D) shift ;;
    -i | --login) login=1 ;;
    -v | -k | -K | --validate) command=true ;;
    -[nHSEsbP]* | --non-interactive | --set-home | --stdin | --shell | --preserve-env*) ;;
    --) shift && break ;;
    -*) echo "sudo: this machine does not know $1" >&2 && exit 1 ;;
    *) break ;;
  esac
  shift
done
variables=()
while [[ ${1-} =~ ^[A-Za-z_][A-Za-z0-9_]*= ]]; do
  variables+=("$1")
  shift
done
[ $# -gt 0 ] || set -- ${command:-bash}

entry=$(getent passwd "$user") || { echo "sudo: unknown user $user" >&2 && exit 1; }
IFS=: read -r _ _ _ _ _ home _ <<<"$entry"
[ -z "$login" ] || cd "$home"
[ "$user" = root ] || set -- setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups -- "$@"
exec env PATH=$path HOME="$home" USER="$user" LOGNAME="$user" ${variables[@]+"${variables[@]}"} "$@"
