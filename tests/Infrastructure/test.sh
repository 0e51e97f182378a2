#!/usr/bin/env bash
# The Terraform module is sound, refuses what is wrong, and is made in the local cloud and removed again, with nothing left; Bundt takes the
# environment file that it renders, and what a release and a rollback change there is nothing that Terraform would change back.
# It takes Terraform and its AWS provider in a mirror: one that Conformance knows, or the one that TERRAFORM_MIRROR names.
# shellcheck source=../checks.sh source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/../checks.sh"

module=$repository/scripts/infrastructure
home=$scratch/home
export TF_IN_AUTOMATION=1 TF_CLI_ARGS=-no-color CHECKPOINT_DISABLE=1

untested() { # untested WHAT WHY: said loudly, and once more at the end
  echo "NOT TESTED: $1. $2" >&2
}

# The watch script, with an aws that answers what is to be tried.
mkdir -p "$scratch/bin"
# shellcheck disable=SC2016
printf '#!/bin/sh\necho "$@" >>"$CALLS"\n[ "$STATES" != fails ] || exit 255\ncase "$*" in *StateReason*) echo "web-made-live-latency slow" ;; *) printf "$STATES" ;; esac\n' >"$scratch/bin/aws"
chmod +x "$scratch/bin/aws"
watched() { # watched CODE STATES: the script ends with it, and has asked for the alarms of the environment
  STATES=$2 CALLS=$scratch/calls PATH="$scratch/bin:$PATH" BUNDT_ENV=made BUNDT_GROUP=web-made-v1-0-0-1 "$module/watch/alarms"
  local code=$?
  echo "ended with exit code $code"
  [ "$code" = "$1" ] && grep -q -- '--alarm-name-prefix web-made-live- ' "$scratch/calls"
}
check "a watch passes while no alarm rings" watched 0 'OK\tOK\tINSUFFICIENT_DATA\n'
check "a watch fails while one does" watched 1 'OK\tALARM\tOK\n'
check "a watch that cannot ask is told from one that fails" watched 2 fails
check "so is one that finds no alarms" watched 2 ''

if ! command -v terraform >/dev/null; then
  untested "the Terraform module" "Terraform is not installed: https://developer.hashicorp.com/terraform/install"
  report
  exit
fi
formatted() { terraform fmt -check -diff -recursive "$module" && terraform fmt -check -diff "$repository/tests/Infrastructure"; }
check "it is formatted" formatted

provider=registry.terraform.io/hashicorp/aws
mapfile -t mirrors < <(grep -oE '"/[a-z/-]*/plugins"|"/[a-z/]*-plugins"' "$repository/tests/Conformance/Terraform/BlueGreen.cs" | tr -d '"')
mirror=
for folder in ${TERRAFORM_MIRROR:+"$TERRAFORM_MIRROR"} ~/.terraform.d/plugins "${mirrors[@]}"; do
  [ -n "$mirror" ] || [ ! -d "$folder/$provider" ] || mirror=$folder
done
if [ -z "$mirror" ]; then
  untested "the Terraform module, but for its format" "Terraform's AWS provider is in no mirror here: name one in TERRAFORM_MIRROR."
  report
  exit
fi
printf 'provider_installation {\n  filesystem_mirror {\n    path = "%s"\n  }\n}\n' "$mirror" >"$scratch/terraformrc"
export TF_CLI_CONFIG_FILE=$scratch/terraformrc

# Everything happens in a copy: Terraform leaves files where it works.
(cd "$repository/scripts" && git ls-files -z --cached --others --exclude-standard infrastructure | tar --null --files-from - -c) | tar -x -C "$scratch"
mv "$scratch/infrastructure" "$scratch/module"
mkdir -p "$scratch/state" "$scratch/stack"
cp "$repository/tests/Infrastructure/state.tf" "$scratch/state/"
cp "$repository/tests/Infrastructure/stack.tf" "$scratch/stack/"
sed 's/deregistration_delay .*/deregistration_delay = 9999/' "$scratch/stack/stack.tf" >"$scratch/wrong.tf"

tf() { # tf FOLDER COMMAND...
  local folder=$scratch/$1 command=$2
  shift 2
  terraform -chdir="$folder" "$command" -input=false "$@"
}
valid() { tf "$1" init -backend=false >/dev/null && terraform -chdir="$scratch/$1" validate; }
tested() { tf "$1" init -backend=false >/dev/null && terraform -chdir="$scratch/$1" test; }
unchanged() { tf "$1" plan -detailed-exitcode; }

# The local cloud, with the clone of the sample application.
making=
stop() {
  [ -z "$making" ] || kill "$making" 2>/dev/null
  [ -z "$making" ] || wait "$making"
  [ ! -f "$home/.local/env" ] || "$repository/build.sh" --target=LocalDown --env=local --home="$home" >/dev/null 2>&1
  rm -rf "$scratch"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP
mkdir -p "$home/environments"
cp "$repository/build/environments/local.yaml" "$home/environments/"
bundt() { "$repository/build.sh" --env="$1" --home="$home" --progress=plain "${@:2}"; }

cloud=
if [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then
  untested "the module in the local cloud" "Its machines need root, or sudo without a password."
elif ! command -v aws >/dev/null; then
  untested "the module in the local cloud" "The aws CLI is not installed: scripts/install-tools.sh aws"
else
  check "a local cloud begins" bundt local --target=LocalUp
  [ ! -f "$home/.local/env" ] || cloud=yes
fi

# All that there is, but for what a release makes.
listing() {
  aws ec2 describe-vpcs --output text --query 'Vpcs[].VpcId' &&
    aws ec2 describe-subnets --output text --query 'sort(Subnets[].SubnetId)' &&
    aws ec2 describe-route-tables --output text --query 'sort(RouteTables[].RouteTableId)' &&
    aws ec2 describe-internet-gateways --output text --query 'sort(InternetGateways[].InternetGatewayId)' &&
    aws ec2 describe-security-groups --output text --query 'sort(SecurityGroups[].GroupId)' &&
    aws elbv2 describe-load-balancers --output text --query 'sort(LoadBalancers[].LoadBalancerName)' &&
    aws elbv2 describe-target-groups --output text --query 'sort(TargetGroups[].TargetGroupName)' &&
    aws iam list-roles --output text --query 'Roles[].RoleName' &&
    aws iam list-instance-profiles --output text --query 'InstanceProfiles[].InstanceProfileName' &&
    aws s3api list-buckets --output text --query 'Buckets[].Name'
}
if [ -n "$cloud" ]; then
  # shellcheck disable=SC1091
  . "$home/.local/env"
  made_state() { tf state init >/dev/null && tf state apply -auto-approve; }
  check "the state bucket is made" made_state
  check "and is as it should be: a plan finds no changes" unchanged state
  check "it is not destroyed" refuses "prevent_destroy" tf state destroy -auto-approve
  listing >"$scratch/before"
  tf stack init >/dev/null
  # Most of its time the provider waits; meanwhile there is other work.
  tf stack apply -auto-approve >"$scratch/apply.log" 2>&1 &
  making=$!
fi

for folder in module/examples/one-stack module/examples/white-label; do
  check "${folder#module/} is valid" valid "$folder"
done
for folder in module module/network module/state; do
  check "${folder#module/} plans what it should, and refuses what is wrong" tested "$folder"
done

releases() { # releases TARGET COLOUR: it succeeds, and the live rule forwards to the other target group
  local live
  bundt made --target="$1" >"$scratch/$1.log" 2>&1 || { tail -n 30 "$scratch/$1.log"; return 1; }
  live=$(aws elbv2 describe-listeners --load-balancer-arn "$balancer" --output text --query 'Listeners[?Port==`18080`].DefaultActions[0].TargetGroupArn')
  echo "live is $live"
  [[ $live == *web-made-$2/* ]]
}
committed() { (cd "$home/.local/web" && echo more >>README.md && git add -A && git commit -qm "feat: more"); }
# What Destroy does before Terraform: nothing of a release stands in the network any more.
cleared() {
  local name deadline=$((SECONDS + 60))
  for name in $(aws autoscaling describe-auto-scaling-groups --output text --query 'AutoScalingGroups[].AutoScalingGroupName'); do
    aws autoscaling delete-auto-scaling-group --force-delete --auto-scaling-group-name "$name"
  done
  until [ -z "$(aws ec2 describe-instances --output text --query 'Reservations[].Instances[?State.Name!=`terminated`].InstanceId')" ]; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.5
  done
}
made() { grep -q '^Apply complete' "$scratch/apply.log" || { tail -n 40 "$scratch/apply.log"; return 1; }; }
same_as_before() { listing >"$scratch/after" && diff "$scratch/before" "$scratch/after"; }
destroyed() { tf stack destroy -auto-approve >"$scratch/destroy.log" 2>&1 || { tail -n 40 "$scratch/destroy.log"; return 1; }; }
rendered() { terraform -chdir="$scratch/stack" output -raw environment_file >"$home/environments/made.yaml" && grep -q web-made-blue "$home/environments/made.yaml"; }
ready() {
  local output
  output=$(bundt made --target=Doctor) || { echo "$output"; return 1; }
  [[ $output != *MUST* ]] || { echo "$output"; return 1; }
}
held() { # the settings take effect: what was replaced or deleted in the bucket is still there
  aws s3api put-object --bucket leases --key held --body "$scratch/before" >/dev/null && aws s3api delete-object --bucket leases --key held >/dev/null &&
    [ "$(aws s3api list-object-versions --bucket leases --prefix held --output text --query 'length(Versions)')" = 1 ]
}

if [ -n "$cloud" ]; then
  wait "$making"
  making=
  check "a stack is made in the local cloud" made
  check "and is as it should be: a plan finds no changes" unchanged stack
  check "the state bucket keeps what is deleted" held
  check "it renders an environment file" rendered
  check "in which Doctor finds nothing that must be mended" ready
  balancer=$(aws elbv2 describe-load-balancers --names web-made --output text --query 'LoadBalancers[0].LoadBalancerArn')
  if command -v packer >/dev/null && { command -v sshd >/dev/null || [ -x /usr/sbin/sshd ]; }; then
    check "a release goes live in it" releases Release green
    check "and Terraform would not change that: a plan finds no changes" unchanged stack
    committed
    check "another one takes over" releases Release blue
    check "a rollback goes back" releases Rollback green
    check "a plan finds no changes" unchanged stack
    check "the servers go" cleared
  else
    untested "releases into what the module makes" "Packer or the SSH server is not installed: scripts/install-tools.sh"
  fi
  cp "$scratch/wrong.tf" "$scratch/stack/stack.tf"
  check "what is wrong is refused before anything is asked of AWS" refuses "0 to 3600 seconds" tf stack plan
  cp "$repository/tests/Infrastructure/stack.tf" "$scratch/stack/stack.tf"
  check "the stack is destroyed" destroyed
  check "and leaves nothing but the bucket" same_as_before
fi

report
