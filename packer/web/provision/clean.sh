#!/bin/sh
# Leaves nothing of the bake in the image, nor anything that only one machine may have.
set -eu

cd /
rm -rf "$STAGING" /tmp/.dotnet
rm -f /root/.*_history /home/*/.*_history
find /var/log -type f -exec truncate --size 0 {} +

# cloud-init gives every new server its own host keys, systemd its own machine id; where they do not rule, keep what is there.
if [ -d /run/cloud-init ]; then
  rm -f /etc/ssh/ssh_host_*
fi
if [ -d /run/systemd/system ]; then
  : >/etc/machine-id
fi
