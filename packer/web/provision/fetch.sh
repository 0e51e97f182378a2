#!/bin/sh
# Fetches the release from git, and refuses anything but an annotated tag on the expected commit.
set -eu

source=$STAGING/source
rm -rf "$source"
git -c advice.detachedHead=false clone --quiet --depth 1 --branch "$RELEASE" "$REPOSITORY" "$source"

cd "$source"
kind=$(git cat-file -t "refs/tags/$RELEASE" 2>/dev/null || echo "no tag")
if [ "$kind" != tag ]; then
  echo "$RELEASE is not an annotated tag in $REPOSITORY, but: $kind" >&2
  exit 1
fi
found=$(git rev-parse HEAD)
if [ "$found" != "$COMMIT" ]; then
  echo "$RELEASE stands on $found, not on $COMMIT" >&2
  exit 1
fi
echo "$APP $RELEASE: commit $found"
