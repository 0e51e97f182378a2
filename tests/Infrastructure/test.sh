#!/usr/bin/env bash
# The Terraform module is sound and refuses what is wrong. Provision makes it in the local cloud and in moto's server, Bundt releases into it, what a
# release and a rollback change there is nothing that Terraform would change back, Recover brings it back from images alone, and Destroy leaves nothing.
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
formatted() { terraform fmt -check -diff -recursive "$module" && terraform fmt -check -diff -recursive "$repository/build/infrastructure" && terraform fmt -check -diff "$repository/tests/Infrastructure"; }
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
mkdir -p "$scratch/build" "$scratch/scripts"
cp -r "$repository/build/infrastructure" "$scratch/build/"
rm -rf "$scratch"/build/infrastructure/*/.terraform "$scratch"/build/infrastructure/*/.terraform.lock.hcl
ln -s ../module "$scratch/scripts/infrastructure"
settle() { # settle HOME: a home whose infrastructure is that of the tests
  mkdir -p "$1/environments" "$1/infrastructure/state" "$1/infrastructure/made"
  cp "$repository/tests/Infrastructure/state.tf" "$1/infrastructure/state/"
  cp "$repository/tests/Infrastructure/stack.tf" "$1/infrastructure/made/"
}
settle "$home"
cp "$repository/build/environments/local.yaml" "$home/environments/"
stack=home/infrastructure/made state=home/infrastructure/state

tf() { # tf FOLDER COMMAND...
  local folder=$scratch/$1 command=$2
  shift 2
  terraform -chdir="$folder" "$command" -input=false "$@"
}
valid() { tf "$1" init -backend=false >/dev/null && terraform -chdir="$scratch/$1" validate; }
tested() { tf "$1" init -backend=false >/dev/null && terraform -chdir="$scratch/$1" test; }
unchanged() { tf "$1" plan -detailed-exitcode; }

bundt() { # bundt ENV OPTIONS...
  "$repository/build.sh" --env="$1" --home="$home" --progress=plain "${@:2}"
}
grounds() { # grounds TARGET OPTIONS...: what takes Terraform, without a terminal
  "$repository/build.sh" --target="$1" --env=made --home="$home" --progress=plain --plugin-dir="$mirror" "${@:2}" </dev/null
}

making='' motos=''
stop() {
  local process
  for process in $making $motos; do
    kill "$process" 2>/dev/null
    wait "$process"
  done
  [ ! -f "$home/.local/env" ] || "$repository/build.sh" --target=LocalDown --env=local --home="$home" >/dev/null 2>&1
  rm -rf "$scratch"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP

cloud=
if [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then
  untested "the module in the local cloud" "Its machines need root, or sudo without a password."
elif ! command -v aws >/dev/null; then
  untested "the module in the local cloud" "The aws CLI is not installed: scripts/install-tools.sh aws"
else
  check "a plan is shown before anything is there, of a local cloud that begins for it" grounds Provision --endpoint=local --dry-run
  [ ! -f "$home/.local/env" ] || cloud=yes
fi

# All that there is: of Terraform's, and of Bundt's.
listing() {
  aws autoscaling describe-auto-scaling-groups --output text --query 'AutoScalingGroups[].AutoScalingGroupName' &&
    aws ec2 describe-instances --output text --query 'Reservations[].Instances[?State.Name!=`terminated`].InstanceId' &&
    aws ec2 describe-launch-templates --output text --query 'LaunchTemplates[].LaunchTemplateName' &&
    aws ec2 describe-images --owners self --output text --query 'Images[].Name' &&
    aws ec2 describe-vpcs --output text --query 'Vpcs[].VpcId' &&
    aws ec2 describe-subnets --output text --query 'sort(Subnets[].SubnetId)' &&
    aws ec2 describe-route-tables --output text --query 'sort(RouteTables[].RouteTableId)' &&
    aws ec2 describe-internet-gateways --output text --query 'sort(InternetGateways[].InternetGatewayId)' &&
    aws ec2 describe-security-groups --output text --query 'sort(SecurityGroups[].GroupId)' &&
    aws elbv2 describe-load-balancers --output text --query 'sort(LoadBalancers[].LoadBalancerName)' &&
    aws elbv2 describe-target-groups --output text --query 'sort(TargetGroups[].TargetGroupName)' &&
    aws iam list-roles --output text --query 'Roles[].RoleName' &&
    aws iam list-instance-profiles --output text --query 'InstanceProfiles[].InstanceProfileName'
}
if [ -n "$cloud" ]; then
  # shellcheck disable=SC1091
  . "$home/.local/env"
  listing >"$scratch/before"
  # Most of its time the provider waits; meanwhile there is other work.
  grounds Provision --endpoint=local --approve >"$scratch/apply.log" 2>&1 &
  making=$!
fi

# Another implementation of AWS, whose servers do not boot: Provision, Status and Destroy, with a group and an image that look as Bundt makes them.
in_moto() (
  home=$scratch/moto
  settle "$home"
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_ACCESS_KEY_ID=moto AWS_SECRET_ACCESS_KEY=moto AWS_DEFAULT_REGION=eu-west-1 MOTO_IAM_LOAD_MANAGED_POLICIES=true
  sed -i "s|\"local\"|\"$AWS_ENDPOINT_URL\"|" "$home/infrastructure/made/stack.tf"
  moto_server -H 127.0.0.1 -p "$port" >"$scratch/moto_server.log" 2>&1 &
  server=$!
  trap 'kill $server' EXIT
  deadline=$((SECONDS + 60))
  until curl -fso /dev/null "$AWS_ENDPOINT_URL/moto-api/"; do
    [ "$SECONDS" -lt "$deadline" ] || exit 1
    sleep 0.2
  done
  set -e
  listing >"$scratch/moto.before"
  grounds Provision --approve
  tags='[{"Key":"bundt:app","Value":"web"},{"Key":"bundt:env","Value":"made"},{"Key":"bundt:release","Value":"v1.0.0"}]'
  ami=$(aws ec2 describe-images --output text --query 'Images[0].ImageId')
  group=$(aws elbv2 describe-target-groups --names web-made-blue --output text --query 'TargetGroups[0].TargetGroupArn')
  aws ec2 create-launch-template --launch-template-name web-made-v1-0-0-1 --launch-template-data "{\"ImageId\":\"$ami\",\"InstanceType\":\"t3.micro\"}" \
    --tag-specifications "[{\"ResourceType\":\"launch-template\",\"Tags\":$tags}]" >/dev/null
  aws autoscaling create-auto-scaling-group --auto-scaling-group-name web-made-v1-0-0-1 --min-size 1 --max-size 1 --target-group-arns "$group" --tags "$tags" \
    --launch-template 'LaunchTemplateName=web-made-v1-0-0-1,Version=1' --vpc-zone-identifier "$(aws ec2 describe-subnets --filters Name=vpc-id,Values="$(
      aws elbv2 describe-load-balancers --names web-made --output text --query 'LoadBalancers[0].VpcId')" --output text --query 'Subnets[0].SubnetId')"
  server_id=$(aws autoscaling describe-auto-scaling-groups --output text --query 'AutoScalingGroups[0].Instances[0].InstanceId')
  aws ec2 create-image --instance-id "$server_id" --name web-v1.0.0-0123456789ab --tag-specifications "[{\"ResourceType\":\"image\",\"Tags\":$tags}]" >/dev/null
  bundt made --target=Status
  refuses "which has 1 server" grounds Destroy --approve
  grounds Destroy --confirm=made
  listing >"$scratch/moto.after"
  diff "$scratch/moto.before" "$scratch/moto.after"
)
if ! command -v moto_server >/dev/null || ! command -v aws >/dev/null; then
  untested "Provision and Destroy against moto" "moto's server or the aws CLI is not installed: pip install 'moto[server]'"
else
  in_moto >"$scratch/moto.log" 2>&1 &
  motos=$!
fi

for folder in module/examples/one-stack module/examples/white-label build/infrastructure/state build/infrastructure/demo; do
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
made() { grep -q 'made stands' "$scratch/apply.log" || { tail -n 40 "$scratch/apply.log"; return 1; }; }
rendered() { grep -q web-made-blue "$home/environments/made.yaml"; }
kept_as_text() { grep -q 'aws_lb.this will be created' "$home"/artifacts/made/*/made.txt && ! ls "$home"/artifacts/made/*/*.tfplan 2>/dev/null; }
ready() {
  local output
  output=$(bundt made --target=Doctor) || { echo "$output"; return 1; }
  [[ $output != *MUST* ]] || { echo "$output"; return 1; }
}
held() { # the settings take effect: what was replaced or deleted in the bucket is still there
  aws s3api put-object --bucket leases --key held --body "$scratch/before" >/dev/null && aws s3api delete-object --bucket leases --key held >/dev/null &&
    [ "$(aws s3api list-object-versions --bucket leases --prefix held --output text --query 'length(Versions)')" = 1 ]
}
with() { # with SED COMMAND...: while the stack is described otherwise
  sed -i "$1" "$scratch/$stack/stack.tf"
  shift
  "$@"
  local code=$?
  cp "$repository/tests/Infrastructure/stack.tf" "$scratch/$stack/stack.tf"
  return $code
}
untouched() { [ "$(live)" = "$before" ] || { echo "live is $(live), and was $before"; return 1; }; }
live() { curl -fsS "$(aws elbv2 describe-load-balancers --names web-made --output text --query 'LoadBalancers[0].DNSName' | sed 's|.*|http://&:18080/version|')" | sed -n 's/.*"version": *"\([^"]*\)".*/\1/p'; }

# What a person would compare after a disaster: all that serves the public, without the ids that AWS gives.
described() {
  local group
  group=$(aws autoscaling describe-auto-scaling-groups --output text --query 'AutoScalingGroups[?MinSize>`0`].AutoScalingGroupName | [0]')
  live
  sed -E 's/(subnet|sg|vpc)-[0-9a-f]+/\1-ID/g' "$home/environments/made.yaml"
  aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names "$group" --query 'AutoScalingGroups[0].[MinSize,MaxSize,DesiredCapacity,HealthCheckType,length(Instances)]'
  aws ec2 describe-launch-template-versions --launch-template-name "$group" --query 'LaunchTemplateVersions[-1].LaunchTemplateData.[ImageId,InstanceType,IamInstanceProfile,UserData]'
  aws elbv2 describe-target-groups --names web-made-blue web-made-green --query 'sort_by(TargetGroups,&TargetGroupName)[].[TargetGroupName,Port,HealthCheckPath,HealthCheckIntervalSeconds,HealthyThresholdCount]'
  aws elbv2 describe-listeners --load-balancer-arn "$(aws elbv2 describe-load-balancers --names web-made --output text --query 'LoadBalancers[0].LoadBalancerArn')" --query 'sort(Listeners[].Port)'
  aws iam get-instance-profile --instance-profile-name web-made-server --query 'InstanceProfile.Roles[].RoleName'
} 2>&1
as_before_the_disaster() { described >"$scratch/recovered" && diff "$scratch/described" "$scratch/recovered"; }

# Everything but images and bucket, at the back of Terraform and of Bundt.
disaster() {
  local name vpc id rules
  vpc=$(aws elbv2 describe-load-balancers --names web-made --output text --query 'LoadBalancers[0].VpcId')
  for name in $(aws autoscaling describe-auto-scaling-groups --output text --query 'AutoScalingGroups[].AutoScalingGroupName'); do
    aws autoscaling delete-auto-scaling-group --force-delete --auto-scaling-group-name "$name"
  done
  local deadline=$((SECONDS + 60))
  until [ -z "$(aws ec2 describe-instances --output text --query 'Reservations[].Instances[?State.Name!=`terminated`].InstanceId')" ]; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.5
  done
  for id in $(aws ec2 describe-launch-templates --output text --query 'LaunchTemplates[].LaunchTemplateId'); do aws ec2 delete-launch-template --launch-template-id "$id" >/dev/null; done
  aws elbv2 delete-load-balancer --load-balancer-arn "$(aws elbv2 describe-load-balancers --names web-made --output text --query 'LoadBalancers[0].LoadBalancerArn')"
  for id in $(aws elbv2 describe-target-groups --output text --query 'TargetGroups[?VpcId==`'"$vpc"'`].TargetGroupArn'); do aws elbv2 delete-target-group --target-group-arn "$id"; done
  for id in $(aws ec2 describe-security-groups --filters "Name=vpc-id,Values=$vpc" --output text --query 'SecurityGroups[?GroupName!=`default`].GroupId'); do
    for rules in IpPermissions:ingress IpPermissionsEgress:egress; do
      aws ec2 describe-security-groups --group-ids "$id" --query "SecurityGroups[0].${rules%:*}" >"$scratch/rules.json"
      [ "$(tr -d ' \n' <"$scratch/rules.json")" = '[]' ] || aws ec2 "revoke-security-group-${rules#*:}" --group-id "$id" --ip-permissions "file://$scratch/rules.json" >/dev/null
    done
  done
  for id in $(aws ec2 describe-security-groups --filters "Name=vpc-id,Values=$vpc" --output text --query 'SecurityGroups[?GroupName!=`default`].GroupId'); do aws ec2 delete-security-group --group-id "$id" >/dev/null; done
  for id in $(aws ec2 describe-subnets --filters "Name=vpc-id,Values=$vpc" --output text --query 'Subnets[].SubnetId'); do
    name=$(aws ec2 describe-route-tables --filters "Name=association.subnet-id,Values=$id" --output text --query 'RouteTables[0].Associations[?SubnetId==`'"$id"'`].RouteTableAssociationId')
    [ -z "$name" ] || aws ec2 disassociate-route-table --association-id "$name"
    aws ec2 delete-subnet --subnet-id "$id"
  done
  for id in $(aws ec2 describe-internet-gateways --filters "Name=attachment.vpc-id,Values=$vpc" --output text --query 'InternetGateways[].InternetGatewayId'); do
    aws ec2 detach-internet-gateway --internet-gateway-id "$id" --vpc-id "$vpc" && aws ec2 delete-internet-gateway --internet-gateway-id "$id"
  done
  for id in $(aws ec2 describe-route-tables --filters "Name=vpc-id,Values=$vpc" --output text --query 'RouteTables[?Associations[0].Main!=`true`].RouteTableId'); do aws ec2 delete-route-table --route-table-id "$id"; done
  aws ec2 delete-vpc --vpc-id "$vpc" || return 1
  aws iam remove-role-from-instance-profile --instance-profile-name web-made-server --role-name web-made-server
  aws iam delete-instance-profile --instance-profile-name web-made-server
  [ -z "$(aws elbv2 describe-load-balancers --output text --query 'LoadBalancers[].LoadBalancerName')" ]
}
same_as_before() { listing >"$scratch/after" && diff "$scratch/before" "$scratch/after"; }
images() { [ "$(aws ec2 describe-images --owners self --output text --query 'length(Images)')" = "$1" ]; }
# The bucket is no part of an environment; and what was made before it was listed.
outlived() { aws s3api head-bucket --bucket leases && aws s3api list-objects-v2 --bucket leases --output text --query 'Contents[].Key' | grep -q history; }

if [ -n "$cloud" ]; then
  wait "$making"
  making=
  check "a stack is made in the local cloud, and the state bucket before it" made
  check "the plan is kept as text, and not as what may hold secrets" kept_as_text
  check "the bucket is as it should be: a plan finds no changes" unchanged "$state"
  check "it is not destroyed" refuses "prevent_destroy" tf "$state" destroy -auto-approve
  check "the stack is as it should be: a plan finds no changes" unchanged "$stack"
  check "the state bucket keeps what is deleted" held
  check "it renders an environment file" rendered
  check "in which Doctor finds nothing that must be mended" ready
  balancer=$(aws elbv2 describe-load-balancers --names web-made --output text --query 'LoadBalancers[0].LoadBalancerArn')
  if command -v packer >/dev/null && { command -v sshd >/dev/null || [ -x /usr/sbin/sshd ]; }; then
    check "a release goes live in it" releases Release green
    check "and Terraform would not change that: a plan finds no changes" unchanged "$stack"
    committed
    check "another one takes over" releases Release blue
    check "a rollback goes back" releases Rollback green
    check "a plan finds no changes" unchanged "$stack"
    before=$(live)
    check "it is not destroyed while live traffic flows, though that is approved" refuses "This would cut the live traffic of made: port 18080 of web-made forwards to web-made-green" grounds Destroy --approve
    check "nor by another name" refuses "--confirm=prod is not the environment's name, made" grounds Destroy --confirm=prod
    check "a load balancer is not replaced while live traffic flows" refuses "This would cut the live traffic of made: replace module.stack.aws_lb.this (another internal)" \
      with 's/nat  *= "none"/&\n  internal = true/' grounds Provision --approve
    check "live traffic is where it was" untouched
    described >"$scratch/described"
    check "a disaster takes all but images and bucket" disaster
    started=$SECONDS
    check "it is recovered to the release that was live" grounds Recover --approve
    echo "  recovered in $((SECONDS - started)) s"
    check "all is as before, but for the ids that AWS gives" as_before_the_disaster
    check "there is nothing to recover then" grounds Recover --approve
    check "it is destroyed, and its images are kept" grounds Destroy --keep-images --confirm=made
    check "they are there" images 2
    check "they go with an environment that goes whole" grounds Destroy --approve
  else
    untested "releases into what the module makes" "Packer or the SSH server is not installed: scripts/install-tools.sh"
    check "it is destroyed" grounds Destroy --approve
  fi
  check "nothing is left but the bucket" same_as_before
  check "which tells what was" outlived
  check "to destroy it again is nothing" grounds Destroy --approve
  check "what is wrong is refused before anything is asked of AWS" refuses "0 to 3600 seconds" with 's/deregistration_delay .*/deregistration_delay = 9999/' grounds Provision --approve
  sed -i 1d "$home/environments/made.yaml"
  check "a file by hand is not written over" refuses "made.yaml was written by hand" grounds Provision --approve
fi

if [ -n "$motos" ]; then
  # check runs its command in another process, which cannot wait for this one.
  wait "$motos"
  code=$? motos=
  ended() { [ "$code" = 0 ] || { tail -n 60 "$scratch/moto.log"; return 1; }; }
  check "Provision, Status and Destroy do the same against moto, with nothing left" ended
fi

report
