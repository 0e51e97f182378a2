#!/bin/bash
# What a machine has in place of sudo when its host has none: runs a command as root, or as the user of -u, through su.
set -eu

user=root keep= login=
while [ $# -gt 0 ]; do
  case $1 in
    -u | --user) user=$2 && shift ;;
    -u*) user=${1#-u} ;;
    --user=*) user=${1#*=} ;;
    -g | -p | -C | -h | -r | -t | -D) shift ;;
    -i | --login) login=1 ;;
    -E | --preserve-env*) keep=1 ;;
    -[nHSskbP]* | --non-interactive | --set-home | --stdin | --shell | --reset-timestamp | --validate | -v) ;;
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
[ $# -gt 0 ] || { [ -n "$login$user" ] && set -- bash; }
[ -z "$login" ] || variables=(-C "$(getent passwd "$user" | cut -d: -f6)" "${variables[@]}")

export SUDO_USER=${SUDO_USER:-$(id -un)} SUDO_UID=${SUDO_UID:-$UID}
path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
if [ $EUID = 0 ] && [ "$user" = root ]; then
  HOME=/root PATH=$path exec env "${variables[@]}" "$@"
fi
exec su ${keep:+--preserve-environment} --shell /bin/bash "$user" --session-command \
  'PATH=$0 exec env "$@"' -- "$path" "${variables[@]}" "$@"
