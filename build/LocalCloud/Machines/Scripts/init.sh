#!/bin/bash
# The first process of a machine: what systemd and cloud-init do on a real one. It ends when its standard input says "stop" or closes,
# and with it every process of the machine ends.
#
#   init.sh ID ADDRESS
#
# Standard output is the console. Standard error goes to the local cloud, which reads up to the line "ready".
set -u
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
id=$1 address=$2
here=/run/machine
exec 4>&2 2>&1

fail() {
  echo "$1" >&4
  exit 1
}

# Once in the life of the source image: from the host's system to one as a new server has it.
prepare() {
  # The host's services are not this machine's.
  rm -rf /etc/systemd/system/*.wants /etc/systemd/system/*.requires
  mkdir -p /etc/systemd/system/multi-user.target.wants /usr/local/bin /var/lib/cloud

  if ! getent passwd admin >/dev/null; then
    useradd --user-group --shell /bin/bash --no-create-home --home-dir /home/admin admin
  fi
  if [ ! -d ~admin ]; then
    mkdir -p ~admin && cp -r /etc/skel/. ~admin && chown -R admin: ~admin
  fi
  # No password, but not locked either: sshd turns locked accounts away even with the right key.
  sed -i -E 's/^(root|admin):[^:]*/\1:*/' /etc/shadow

  if command -v sudo >/dev/null; then
    mkdir -p /etc/sudoers.d
    echo 'admin ALL=(ALL) NOPASSWD:ALL' >/etc/sudoers.d/90-cloud-init-users
    chmod 440 /etc/sudoers.d/90-cloud-init-users
  else
    # No sudo on this host: one that goes through su, which asks admin for no password.
    ln -sf $here/sudo.sh /usr/local/bin/sudo
    sed -i "1i auth sufficient pam_wheel.so use_uid trust group=$(id -gn admin)" /etc/pam.d/su
  fi

  ln -sf $here/systemctl.sh /usr/local/bin/systemctl
  ln -sf $here/systemctl.sh /usr/bin/systemctl
  ln -sf /run/dotnet/dotnet /usr/local/bin/dotnet
  [ -e /usr/bin/dotnet ] || ln -sf /run/dotnet/dotnet /usr/bin/dotnet
  mkdir -p /etc/dotnet && echo /run/dotnet >/etc/dotnet/install_location
  : >/var/lib/cloud/prepared
}

name_machine() {
  local line kept=
  echo "$HOSTNAME" >/etc/hostname
  while IFS= read -r line; do
    [[ $line == *'# this machine' ]] || kept+=$line$'\n'
  done </etc/hosts
  printf '%s%s %s # this machine\n' "$kept" "$address" "$HOSTNAME" >/etc/hosts
}

start_sshd() {
  [ -x /usr/sbin/sshd ] || fail 'the host has no SSH server: install openssh-server'
  local name value variables=
  while IFS= read -r name; do
    case $name in HOME | PWD | OLDPWD | SHLVL | _ | HOSTNAME) continue ;; esac
    value=${!name//\\/\\\\}
    variables+=" \"$name=${value//\"/\\\"}\""
  done < <(compgen -e)
  printf '%s\n' "ListenAddress $address:2222" "HostKey $here/host_key" "AuthorizedKeysFile $here/authorized_keys .ssh/authorized_keys" \
    'PermitRootLogin prohibit-password' 'PasswordAuthentication no' 'KbdInteractiveAuthentication no' 'UsePAM no' 'UseDNS no' \
    'PidFile none' 'PrintMotd no' 'X11Forwarding no' 'AcceptEnv LANG LC_*' 'Subsystem sftp internal-sftp' \
    "SetEnv$variables" >$here/sshd_config
  /usr/sbin/sshd -t -f $here/sshd_config 2>&4 || fail 'sshd refuses its configuration'
  /usr/sbin/sshd -D -E $here/sshd.log -f $here/sshd_config </dev/null 4>&- &
}

# Runs the user data when this instance has never done so on this disk; an image of the disk is another instance's.
run_user_data() {
  local done=/var/lib/cloud/instances/$id/user-data script=$here/user-data marker
  [ -e $script ] && [ ! -e "$done" ] || return 0
  mkdir -p "${done%/*}" && : >"$done"
  IFS= read -r -n 2 marker <$script
  if [ "$marker" != '#!' ]; then
    echo 'user data: not run, it is no script (it does not begin with #!)'
    return 0
  fi
  $script </dev/null > >(exec tee -a /var/log/cloud-init-output.log) 2>&1 || echo "user data: failed with status $?"
}

# Starts every unit that TARGET… want, at once; those that come after one another wait by themselves.
start_wanted() {
  local target unit units=()
  for target; do
    for unit in /etc/systemd/system/"$target".wants/*.service; do
      [ ! -e "$unit" ] || units+=("${unit##*/}")
    done
  done
  [ ${#units[@]} = 0 ] || $here/systemctl.sh start --no-block "${units[@]}"
}

export HOSTNAME=ip-${address//./-}
[ -e /var/lib/cloud/prepared ] || prepare
name_machine
export -p >$here/environment
[ ! -e $here/authorized_keys ] || start_sshd
start_wanted multi-user.target default.target 4>&-
{
  run_user_data
  start_wanted cloud-init.target
} 4>&- &
echo ready >&4
exec 4>&-

halt() {
  trap '' TERM INT
  $here/systemctl.sh stop --all
  exit 0
}
trap halt TERM INT
while read -r order; do
  [ "$order" != stop ] || halt
done
