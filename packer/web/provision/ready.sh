#!/bin/sh
# Waits until the machine has finished its own boot, and has git.
set -eu

# Only where cloud-init took part in this boot: elsewhere its --wait would never end.
if [ -d /run/cloud-init ] && command -v cloud-init >/dev/null; then
  timeout 300 cloud-init status --wait >/dev/null || echo "cloud-init reports problems; going on" >&2
fi

command -v git >/dev/null && exit 0
if command -v dnf >/dev/null; then
  dnf -q -y install git
elif command -v yum >/dev/null; then
  yum -q -y install git
else
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq -o DPkg::Lock::Timeout=120 update
  apt-get -qq -y -o DPkg::Lock::Timeout=120 install --no-install-recommends git ca-certificates >/dev/null
fi
