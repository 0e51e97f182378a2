#!/bin/sh
# Fetches the release from git, and refuses anything but an annotated tag on the expected commit.
set -eu

source=$STAGING/source
rm -rf "$source"

# Git asks for them when the repository does, and never a person.
helper=
if [ -n "${REPOSITORY_TOKEN:-}" ]; then
  helper='!f() { [ "$1" = get ] && printf "username=%s\npassword=%s\n" "$REPOSITORY_USER" "$REPOSITORY_TOKEN"; }; f'
fi
export GIT_TERMINAL_PROMPT=0
git -c advice.detachedHead=false -c credential.helper= -c credential.helper="$helper" clone --quiet --depth 1 --branch "$RELEASE" "$REPOSITORY" "$source"

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
