#!/bin/bash
# Builds the root of one machine and becomes its first process.
#
#   boot.sh STATE ID ADDRESS "LAYER…" DOTNET "GROUP…" INIT…
#
# Runs as root in mount, PID, UTS and IPC namespaces of its own. The machine's disk is its own files over the layers of its image
# (topmost first) over the host's system directories; /home, /root and the rest begin empty. What belongs to one boot only (/run, /tmp,
# devices, keys) is never on that disk, so a copy of the disk is an image. What goes wrong is written to standard error.
set -eu

state=$1 id=$2 address=$3 layers=$4 dotnet=$5 groups=$6
shift 6
# The control groups that limit the machine, if any: joined before anything else, so that nothing of the machine is outside.
for group in $groups; do
  echo 0 >"$group/cgroup.procs"
done
scripts=$(cd "${BASH_SOURCE%/*}" && pwd -P)

# Overlay options are full of commas and colons: with names relative to here, no name of a directory above can disturb them.
# mount(2) takes them whole, where the newer calls stop at 256 characters.
cd -P -- "$state"
state=$PWD
export LIBMOUNT_FORCE_MOUNT2=always
machine=instances/$id
root=$machine/root

# overlay PART HOST TARGET: the disk's own PART over that of each layer over a directory of the host
overlay() {
  local lower= layer
  for layer in $layers; do
    [ ! -d "layers/$layer/$1" ] || lower+=layers/$layer/$1:
  done
  mount -t overlay "$id" "$3" \
    -o "lowerdir=$lower$2,upperdir=$machine/disk/$1,workdir=$machine/work/$1,index=off,volatile"
}

# The host's directories that a machine sees: those that are not links into one another (/bin is one on a merged system).
parts=()
for part in bin etc lib lib32 lib64 libx32 opt sbin srv usr var; do
  [ -L "/$part" ] || [ ! -d "/$part" ] || parts+=("$part")
done

# A boot begins with a fresh work directory: the one of a machine that was killed is marked as unusable.
rm -rf "$machine/work" "$machine/tmp"
mkdir -p "$root" empty "$machine/tmp" "${parts[@]/#/$machine/disk/}" "${parts[@]/#/$machine/work/}" "$machine"/{disk,work}/top
chmod 1777 "$machine/tmp"

overlay top empty "$root"
# /proc last: where it is, all of this is there. A boot may be ended anywhere.
if [ ! -d "$root/proc" ]; then
  mkdir -p "$root"/{dev,etc,home,media,mnt,opt,root,run,srv,sys,tmp,usr,var} "${parts[@]/#/$root/}"
  chmod 700 "$root/root"
  for link in /bin /lib /lib32 /lib64 /libx32 /sbin; do
    [ ! -L "$link" ] || cp -P --remove-destination "$link" "$root$link"
  done
  mkdir "$root/proc"
fi

for part in "${parts[@]}"; do
  case $state/ in
    # An overlay refuses layers that lie inside one another. Where the state is kept inside this very directory, the directory is put
    # behind an overlay of its own, and the state is hidden from the machine.
    "/$part"/*)
      mkdir -p "$machine/host"
      mount -t tmpfs "$id" "$machine/host"
      mkdir "$machine"/host/{nothing,all}
      mount -t overlay "$id" "$machine/host/all" -o "lowerdir=$machine/host/nothing:/$part"
      overlay "$part" "$machine/host/all" "$root/$part"
      mount -t tmpfs -o size=4k,mode=000 "$id" "$root$state"
      ;;
    *) overlay "$part" "/$part" "$root/$part" ;;
  esac
done

mount --bind "$machine/tmp" "$root/tmp"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
# Programs that suit themselves to what they find look for their limits here: in one directory, or in one for each controller.
one=
for group in $groups; do
  if [ -e "$group/cgroup.controllers" ]; then
    mount --bind -o ro "$group" "$root/sys/fs/cgroup"
    continue
  fi
  [ -n "$one" ] || mount -t tmpfs -o mode=755,size=8k cgroup "$root/sys/fs/cgroup"
  one=cpu
  [ ! -e "$group/memory.limit_in_bytes" ] || one=memory
  mkdir "$root/sys/fs/cgroup/$one"
  mount --bind -o ro "$group" "$root/sys/fs/cgroup/$one"
done
mount -t tmpfs -o mode=755,nosuid,nodev run "$root/run"
mount -t tmpfs -o mode=755,nosuid dev "$root/dev"
cp -a /dev/{null,zero,full,random,urandom,tty} "$root/dev"
mkdir -p "$root"/dev/{pts,shm} "$root"/run/{dotnet,lock,machine,sshd,units}
chmod 1777 "$root/run/lock"
# The kernel's boot id is the computer's; clients tell by it whether a server has been rebooted.
cat /proc/sys/kernel/random/uuid >"$root/run/machine/boot_id"
chmod 444 "$root/run/machine/boot_id"
mount --bind "$root/run/machine/boot_id" "$root/proc/sys/kernel/random/boot_id"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
mount -t tmpfs -o mode=1777,nosuid,nodev shm "$root/dev/shm"
ln -s /proc/self/fd "$root/dev/fd"
ln -s fd/0 "$root/dev/stdin"
ln -s fd/1 "$root/dev/stdout"
ln -s fd/2 "$root/dev/stderr"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/1/fd/1 "$root/dev/console"
mount --bind -o ro "$dotnet" "$root/run/dotnet"

# Where the host keeps its resolver's address below /run, the machine would otherwise know no names.
if [ -L /etc/resolv.conf ] && [ -f /etc/resolv.conf ]; then
  resolver=$(readlink -f /etc/resolv.conf)
  [ "${resolver#/run/}" = "$resolver" ] || { mkdir -p "$root${resolver%/*}" && cp "$resolver" "$root$resolver"; }
fi

install -m 755 "$scripts"/*.sh "$root/run/machine"
[ ! -e "$machine/user-data" ] || install -m 700 "$machine/user-data" "$root/run/machine"
if [ -e "$machine/authorized_keys" ]; then
  # Kept beside the disk: a machine has the same host key after every boot, and its image has none.
  [ -e "$machine/host_key" ] || ssh-keygen -q -t ed25519 -N '' -C "$id" -f "$machine/host_key"
  install -m 600 "$machine"/{authorized_keys,host_key} "$root/run/machine"
  chmod 644 "$root/run/machine/authorized_keys"
fi

echo "ip-${address//./-}" >/proc/sys/kernel/hostname
cd "$root"
pivot_root . .
umount -l .
cd /
unset LIBMOUNT_FORCE_MOUNT2
exec "$@"
