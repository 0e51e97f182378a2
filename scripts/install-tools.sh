#!/usr/bin/env bash
# Installs the tools that the local environment needs and this machine lacks; instant when nothing is missing.
#   scripts/install-tools.sh [COMMAND...]      COMMAND: a further tool to have, such as aws
set -euo pipefail

# command:package, as Debian and Ubuntu name them
tools=(packer:packer sshd:openssh-server git:git curl:curl unshare:util-linux useradd:passwd)
for command in "$@"; do
  case $command in
    aws) tools+=(aws:awscli) ;;
    ansible-playbook) tools+=("ansible-playbook:ansible python3-boto3") ;; # its modules for AWS need the second
    dockerd) tools+=(dockerd:docker.io) ;;
    chromium) tools+=("chromium:chromium fonts-dejavu-core") ;; # it brings no font
    java) tools+=(java:default-jre-headless) ;;
    *) tools+=("$command:$command") ;;
  esac
done

PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
missing=() packages=()
for tool in "${tools[@]}"; do
  if ! command -v "${tool%%:*}" >/dev/null; then
    missing+=("${tool%%:*}")
    read -ra named <<<"${tool#*:}"
    packages+=("${named[@]}")
  fi
done
[ ${#missing[@]} = 0 ] && exit 0

explain() {
  {
    echo "Missing on this machine: ${missing[*]}. $1"
    echo "On Debian or Ubuntu: sudo apt-get update && sudo apt-get install --no-install-recommends ${packages[*]}"
    case " ${missing[*]} " in *" packer "*) echo "Packer elsewhere: https://developer.hashicorp.com/packer/install" ;; esac
  } >&2
  exit 1
}

command -v apt-get >/dev/null || explain "There is no apt-get to install them with."
root=()
if [ "$(id -u)" != 0 ]; then
  root=(sudo -n)
  sudo -n true 2>/dev/null || explain "Installing them takes root, or sudo without a password."
fi

echo "Installing ${packages[*]} …" >&2
policy=/usr/sbin/policy-rc.d
log=$(mktemp)
cleanup() {
  rm -f "$log"
  if [ -n "${own_policy:-}" ]; then "${root[@]}" rm -f "$policy"; fi
}
trap cleanup EXIT

# The local environment starts sshd where it needs it. The machine itself keeps the services that it had: none is started now …
if [ ! -e "$policy" ]; then
  own_policy=yes
  printf '#!/bin/sh\nexit 101\n' | "${root[@]}" tee "$policy" >/dev/null
  "${root[@]}" chmod 755 "$policy"
fi

apt() { "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 "$@" >"$log" 2>&1 </dev/null; }
# The lists may be absent (a container) or old: they are fetched only if the first attempt says so.
if ! apt install --no-install-recommends "${packages[@]}" &&
  ! { apt update && apt install --no-install-recommends "${packages[@]}"; }; then
  cat "$log" >&2
  explain "apt-get could not install them, see above."
fi

# … and none with the next boot.
case " ${missing[*]} " in
  *" sshd "*) "${root[@]}" systemctl disable --quiet ssh.service ssh.socket 2>/dev/null || true ;;
esac
case " ${missing[*]} " in
  *" dockerd "*) "${root[@]}" systemctl disable --quiet docker.service docker.socket containerd.service 2>/dev/null || true ;;
esac
