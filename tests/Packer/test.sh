#!/usr/bin/env bash
# The Packer template refuses what must not be baked, and the provision scripts what must not be built.
# shellcheck source=../checks.sh source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/../checks.sh"

template=$repository/packer/web
commit=1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c
cat >"$scratch/bake.pkrvars.json" <<JSON
{
  "region": "eu-west-1", "source_ami": "ami-0123456789abcdef0", "instance_type": "t3.small",
  "ami_name": "web-v1.4.2", "run_id": "r1", "manifest": "$scratch/manifest.json", "tags": { "bundt:app": "web" },
  "ssh_username": "admin", "ssh_ingress_cidrs": ["203.0.113.7/32"],
  "repository": "https://example.com/web.git", "release": "v1.4.2", "commit": "$commit"
}
JSON
export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test CHECKPOINT_DISABLE=1
validate() { packer validate -var-file="$scratch/bake.pkrvars.json" "$@" "$template"; }

check "the template is valid for AWS" validate
check "the template is valid for another endpoint" validate -var ec2_endpoint=http://127.0.0.1:4600/ -var ssh_port=2222 -var ssh_interface=private_ip
check "the template is formatted" packer fmt -check -diff "$template"
for cidrs in '["0.0.0.0/0"]' '["::/0"]' '["203.0.113.7/32","0.0.0.0/0"]' '["203.0.113.7/0"]' '["0.0.0.0/00"]' '["203.0.113.7"]'; do
  check "ingress from $cidrs is refused" refuses "never the whole world" validate -var "ssh_ingress_cidrs=$cidrs"
done
check "ingress from nowhere is refused" refuses "Nothing may reach" validate -var 'ssh_ingress_cidrs=[]'
check "an abbreviated commit is refused" refuses "A commit is named in full" validate -var commit=1f2e3d4
check "a branch is no release" refuses "A release is a tag" validate -var release=main
check "an application's name is a plain word" refuses "small letters" validate -var 'app_name=../web'

git_as_tester() { git -c user.name=tester -c user.email=tester@example.com -c init.defaultBranch=main -c commit.gpgsign=false -c tag.gpgsign=false "$@"; }
origin=$scratch/origin
git_as_tester init --quiet "$origin"
git_as_tester -C "$origin" commit --quiet --allow-empty --message first
git_as_tester -C "$origin" tag --annotate v1.0.0 --message v1.0.0
git_as_tester -C "$origin" tag v1.0.1
first=$(git -C "$origin" rev-parse HEAD)
fetch() { # fetch RELEASE COMMIT
  env APP=web STAGING="$scratch/staging" REPOSITORY="file://$origin" RELEASE="$1" COMMIT="$2" sh "$template/provision/fetch.sh"
}
check "an annotated tag on the expected commit is fetched" fetch v1.0.0 "$first"
check "a tag on another commit is refused" refuses "v1.0.0 stands on $first, not on $commit" fetch v1.0.0 "$commit"
check "a lightweight tag is refused" refuses "v1.0.1 is not an annotated tag" fetch v1.0.1 "$first"
check "a tag that is not there is refused" refuses "v9.9.9" fetch v9.9.9 "$first"
check "a branch is refused" refuses "main is not an annotated tag" fetch main "$first"

build() { # build COMMAND, in what was fetched; the program goes where the scratch directory stands for /opt
  env APP="../$scratch/opt" STAGING="$scratch/staging" RELEASE=v1.0.0 COMMIT="$first" BUILD_COMMAND="$1" sh "$template/provision/build.sh"
}
says_what_was_built() {
  fetch v1.0.0 "$first" && build true &&
    [ "$(cat "$scratch/opt/release.json")" = "{\"version\":\"1.0.0\",\"commit\":\"$first\"}" ]
}
check "the program says what it was built from" says_what_was_built
check "a failed build ends the bake" refuses "no such luck" build 'echo no such luck; exit 7'

report
