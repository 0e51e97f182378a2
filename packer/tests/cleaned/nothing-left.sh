#!/bin/sh
# Nothing of the bake, and nothing that lets anybody in anywhere, is in the image.
set -eu

left() { # left WHAT FILE...
  what=$1
  shift
  for file in "$@"; do
    # A pattern that met nothing stands for itself.
    if [ -s "$file" ]; then
      echo "the image holds $what: $file" >&2
      bad=1
    fi
  done
}

bad=
left "what it was built from" "$STAGING"/*
left "a history" /root/.*_history /home/*/.*_history
left "a private key" /root/.ssh/id_* /home/*/.ssh/id_* /root/*.pem /home/*/*.pem
for home in /root /home/*; do
  left "credentials" "$home/.git-credentials" "$home/.netrc" "$home/.aws/credentials" "$home/.docker/config.json" "$home/.npmrc" "$home/.config/gh/hosts.yml"
  # Packer takes its own key away when the last of these scripts has ended.
  keys=$home/.ssh/authorized_keys
  if [ -f "$keys" ] && grep -v '^ *#' "$keys" | grep -q -v -e '^ *$' -e ' packer_[0-9a-f-]*$'; then
    left "a key that lets somebody in" "$keys"
  fi
done
if [ -d /run/cloud-init ]; then
  left "host keys, which every server is to make for itself" /etc/ssh/ssh_host_*
fi
# What is written while this runs is of this session alone.
for log in $(find /var/log -type f -size +0 ! -newer "/opt/$APP/release.json"); do
  left "a log of the bake" "$log"
done
[ -z "$bad" ]
