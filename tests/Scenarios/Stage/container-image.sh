#!/bin/sh
# Makes a small container image out of this computer's own files, where no registry has to be reached for it.
#   container-image.sh NAME PROGRAM...
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
name=$1
shift

mkdir -p "$folder/bin" "$folder/tmp"
chmod 1777 "$folder/tmp"
for program in "$@"; do
  path=$(readlink -f "$(command -v "$program")")
  cp "$path" "$folder/bin/$program"
  for library in $(ldd "$path" | grep -o '/[^ ]*'); do
    mkdir -p "$folder$(dirname "$library")"
    cp -L "$library" "$folder$library"
  done
done
tar -C "$folder" --owner 0 --group 0 -c . | docker import - "$name"
