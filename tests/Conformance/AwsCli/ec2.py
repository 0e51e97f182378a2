"""Networks, machines, images and launch templates, from the first to the last command of a session."""
import base64
import os
import tempfile

from cli import aws, refused, shows, until

def waited(state, instances, waiter):
    """The CLI's waiters look again only after 15 seconds, so they are asked when it is so."""
    until([state] * len(instances.split()), f"ec2 describe-instances --instance-ids {instances} --query Reservations[].Instances[].State.Name")
    aws(f"ec2 wait {waiter} --instance-ids {instances}")


REGION = os.environ["AWS_DEFAULT_REGION"]

# Where things are
assert REGION in aws("ec2 describe-regions --query Regions[].RegionName")
zones = aws("ec2 describe-availability-zones --query AvailabilityZones[].ZoneName")
aws("ec2 describe-account-attributes --attribute-names default-vpc supported-platforms")
shows("t3.micro", "ec2 describe-instance-types --instance-types t3.micro --query InstanceTypes[0].InstanceType")
refused("InvalidInstanceType", "ec2 describe-instance-types --instance-types t3.enormous")
assert len(aws("ec2 describe-instance-type-offerings --location-type availability-zone --filters Name=instance-type,Values=t3.micro "
               "--query InstanceTypeOfferings[].Location")) == len(zones)

# Networks
shows(1, "ec2 describe-vpcs --filters Name=is-default,Values=true --query length(Vpcs)")
vpc = aws("ec2 create-vpc --cidr-block 10.9.0.0/16 --tag-specifications ResourceType=vpc,Tags=[{Key=Name,Value=nine}] --query Vpc.VpcId")
refused("InvalidVpc.Range", "ec2 create-vpc --cidr-block 10.9.0.0/8")
refused("InvalidVpcID.NotFound", "ec2 describe-vpcs --vpc-ids vpc-00000000000000000")
aws("ec2 wait vpc-available --vpc-ids " + vpc)
shows(True, f"ec2 describe-vpc-attribute --vpc-id {vpc} --attribute enableDnsSupport --query EnableDnsSupport.Value")
aws(f"ec2 modify-vpc-attribute --vpc-id {vpc} --no-enable-dns-support")
shows(False, f"ec2 describe-vpc-attribute --vpc-id {vpc} --attribute enableDnsSupport --query EnableDnsSupport.Value")
subnet = aws(f"ec2 create-subnet --vpc-id {vpc} --cidr-block 10.9.1.0/24 --availability-zone {zones[0]} --query Subnet.SubnetId")
refused("InvalidSubnet.Conflict", f"ec2 create-subnet --vpc-id {vpc} --cidr-block 10.9.1.0/25")
shows([subnet], f"ec2 describe-subnets --filters Name=vpc-id,Values={vpc} --query Subnets[].SubnetId")
aws(f"ec2 modify-subnet-attribute --subnet-id {subnet} --map-public-ip-on-launch")
shows([True], f"ec2 describe-subnets --subnet-ids {subnet} --query Subnets[].MapPublicIpOnLaunch")
shows(["local"], f"ec2 describe-route-tables --filters Name=vpc-id,Values={vpc} --query RouteTables[].Routes[].GatewayId")
refused("InvalidRouteTableID.NotFound", "ec2 describe-route-tables --route-table-ids rtb-00000000000000000")
refused("DependencyViolation", f"ec2 delete-vpc --vpc-id {vpc}")

# A way out
gateway = aws("ec2 create-internet-gateway --tag-specifications ResourceType=internet-gateway,Tags=[{Key=Name,Value=nine}] --query InternetGateway.InternetGatewayId")
table = aws(f"ec2 create-route-table --vpc-id {vpc} --query RouteTable.RouteTableId")
route = f"--route-table-id {table} --destination-cidr-block 0.0.0.0/0"
refused("InvalidParameterValue", f"ec2 create-route {route} --gateway-id {gateway}")
aws(f"ec2 attach-internet-gateway --internet-gateway-id {gateway} --vpc-id {vpc}")
refused("Resource.AlreadyAssociated", f"ec2 attach-internet-gateway --internet-gateway-id {gateway} --vpc-id {vpc}")
shows([vpc], f"ec2 describe-internet-gateways --filters Name=tag:Name,Values=nine --query InternetGateways[].Attachments[].VpcId")
shows(True, f"ec2 create-route {route} --gateway-id {gateway} --query Return")
other = aws("ec2 create-internet-gateway --query InternetGateway.InternetGatewayId")
refused("InvalidParameterValue", f"ec2 replace-route {route} --gateway-id {other}")
aws(f"ec2 delete-internet-gateway --internet-gateway-id {other}")
aws(f"ec2 replace-route {route} --gateway-id {gateway}")
association = aws(f"ec2 associate-route-table --route-table-id {table} --subnet-id {subnet} --query AssociationId")
shows(["local", gateway], f"ec2 describe-route-tables --filters Name=association.subnet-id,Values={subnet} --query RouteTables[].Routes[].GatewayId")
refused("DependencyViolation", f"ec2 delete-route-table --route-table-id {table}")
aws(f"ec2 disassociate-route-table --association-id {association}")
aws(f"ec2 delete-route {route}")
refused("InvalidRoute.NotFound", f"ec2 delete-route {route}")
refused("InvalidParameterValue", f"ec2 replace-route {route} --gateway-id {gateway}")
aws(f"ec2 delete-route-table --route-table-id {table}")
refused("DependencyViolation", f"ec2 delete-internet-gateway --internet-gateway-id {gateway}")
aws(f"ec2 detach-internet-gateway --internet-gateway-id {gateway} --vpc-id {vpc}")
aws(f"ec2 delete-internet-gateway --internet-gateway-id {gateway}")

# Security groups
group = aws(f"ec2 create-security-group --group-name web --description web --vpc-id {vpc} --query GroupId")
refused("InvalidGroup.Duplicate", f"ec2 create-security-group --group-name web --description web --vpc-id {vpc}")
ingress = f"ec2 authorize-security-group-ingress --group-id {group} --protocol tcp --port 8080 --cidr 10.0.0.0/8"
rule = aws(f"{ingress} --query SecurityGroupRules[0].SecurityGroupRuleId")
refused("InvalidPermission.Duplicate", ingress)
aws(f"ec2 authorize-security-group-egress --group-id {group} --ip-permissions IpProtocol=udp,FromPort=53,ToPort=53,"
    "IpRanges=[{CidrIp=10.0.0.2/32,Description=names}]")
shows([8080], f"ec2 describe-security-groups --group-ids {group} --query SecurityGroups[0].IpPermissions[].FromPort")
shows(8080, f"ec2 describe-security-group-rules --security-group-rule-ids {rule} --query SecurityGroupRules[0].ToPort")
shows(True, f"ec2 revoke-security-group-ingress --group-id {group} --security-group-rule-ids {rule} --query Return")
aws(f"ec2 revoke-security-group-egress --group-id {group} --protocol udp --port 53 --cidr 10.0.0.2/32")
refused("InvalidPermission.NotFound", f"ec2 revoke-security-group-ingress --group-id {group} --protocol tcp --port 8080 --cidr 10.0.0.0/8")

# Keys
assert "PRIVATE KEY" in aws("ec2 create-key-pair --key-name made --query KeyMaterial")
refused("InvalidKeyPair.Duplicate", "ec2 create-key-pair --key-name made")
public = aws("ec2 describe-key-pairs --key-names made --include-public-key --query KeyPairs[0].PublicKey")
with tempfile.NamedTemporaryFile("w") as file:
    file.write(public)
    file.flush()
    aws(f"ec2 import-key-pair --key-name brought --public-key-material fileb://{file.name}")
aws("ec2 delete-key-pair --key-name brought")
refused("InvalidKeyPair.NotFound", "ec2 describe-key-pairs --key-names brought")

# An instance
source = aws("ec2 describe-images --owners amazon --query Images[0].ImageId")
refused("InvalidAMIID.NotFound", "ec2 describe-images --image-ids ami-00000000000000000")
launch = f"ec2 run-instances --instance-type t3.micro --key-name made --security-group-ids {group} --subnet-id {subnet}"
refused("DryRunOperation", f"{launch} --image-id {source} --dry-run")
refused("InvalidAMIID.NotFound", f"{launch} --image-id ami-00000000000000000")
instance = aws(f"{launch} --image-id {source} --user-data '#!/bin/sh' --tag-specifications "
               "'ResourceType=instance,Tags=[{Key=Name,Value=one}]' 'ResourceType=volume,Tags=[{Key=Name,Value=disk}]' "
               "--query Instances[0].InstanceId")
waited("running", instance, "instance-running")
until("ok", f"ec2 describe-instance-status --instance-ids {instance} --query InstanceStatuses[0].InstanceStatus.Status")
aws(f"ec2 wait instance-status-ok --instance-ids {instance}")
shows([instance], "ec2 describe-instances --filters Name=tag:Name,Values=o?e Name=instance-state-name,Values=running "
                  "--query Reservations[].Instances[].InstanceId")
shows("running", f"ec2 describe-instance-status --instance-ids {instance} --query InstanceStatuses[0].InstanceState.Name")
shows(base64.b64encode(b"#!/bin/sh").decode(),
      f"ec2 describe-instance-attribute --instance-id {instance} --attribute userData --query UserData.Value")
aws(f"ec2 get-console-output --instance-id {instance}")
shows("required", f"ec2 modify-instance-metadata-options --instance-id {instance} --http-tokens required "
                  "--query InstanceMetadataOptions.HttpTokens")
shows([instance], f"ec2 describe-instances --instance-ids {instance} --filters Name=metadata-options.http-tokens,Values=required "
                  "--query Reservations[].Instances[].InstanceId")
aws(f"ec2 reboot-instances --instance-ids {instance}")
refused("IncorrectInstanceState", f"ec2 modify-instance-attribute --instance-id {instance} --instance-type t3.small")
aws(f"ec2 stop-instances --instance-ids {instance}")
waited("stopped", instance, "instance-stopped")
aws(f"ec2 modify-instance-attribute --instance-id {instance} --instance-type t3.small")
aws(f"ec2 start-instances --instance-ids {instance}")
waited("running", instance, "instance-running")
refused("InvalidInstanceID.NotFound", "ec2 stop-instances --instance-ids i-00000000000000000")

# Its disk, and images of it
volume = aws(f"ec2 describe-volumes --filters Name=attachment.instance-id,Values={instance} --query Volumes[0].VolumeId")
refused("VolumeInUse", f"ec2 delete-volume --volume-id {volume}")
snapshot = aws(f"ec2 create-snapshot --volume-id {volume} --description saved --query SnapshotId")
until("completed", f"ec2 describe-snapshots --snapshot-ids {snapshot} --query Snapshots[0].State")
aws(f"ec2 wait snapshot-completed --snapshot-ids {snapshot}")
shows([snapshot], "ec2 describe-snapshots --owner-ids self --filters Name=description,Values=saved --query Snapshots[].SnapshotId")
image = aws(f"ec2 create-image --instance-id {instance} --name web-1 --no-reboot --query ImageId")
refused("InvalidAMIName.Duplicate", f"ec2 create-image --instance-id {instance} --name web-1")
until("available", f"ec2 describe-images --image-ids {image} --query Images[0].State")
aws(f"ec2 wait image-available --image-ids {image}")
aws(f"ec2 modify-image-attribute --image-id {image} --launch-permission Add=[{{UserId=123456789012}}]")
shows(["123456789012"], f"ec2 describe-image-attribute --image-id {image} --attribute launchPermission --query LaunchPermissions[].UserId")
aws(f"ec2 reset-image-attribute --image-id {image} --attribute launchPermission")
aws(f"ec2 modify-image-attribute --image-id {image} --imds-support v2.0")
aws(f"ec2 enable-image-deprecation --image-id {image} --deprecate-at 2030-01-01T00:00:00Z")
aws(f"ec2 disable-image-deprecation --image-id {image}")
copy = aws(f"ec2 copy-image --source-image-id {image} --source-region {REGION} --name web-1-copy --query ImageId")
until("available", f"ec2 describe-images --image-ids {copy} --query Images[0].State")
aws(f"ec2 wait image-available --image-ids {copy}")
registered = aws("ec2 register-image --name from-snapshot --architecture x86_64 --virtualization-type hvm --root-device-name /dev/xvda "
                 f"--block-device-mappings DeviceName=/dev/xvda,Ebs={{SnapshotId={snapshot}}} --query ImageId")
refused("InvalidSnapshot.InUse", f"ec2 delete-snapshot --snapshot-id {snapshot}")
for old in (registered, copy, image):
    aws(f"ec2 deregister-image --image-id {old}")
for old in aws("ec2 describe-snapshots --owner-ids self --query Snapshots[].SnapshotId"):
    aws(f"ec2 delete-snapshot --snapshot-id {old}")
refused("InvalidSnapshot.NotFound", f"ec2 describe-snapshots --snapshot-ids {snapshot}")

# A disk that outlives its instance
keeper = aws(f"ec2 run-instances --image-id {source} --instance-type t3.micro --block-device-mappings "
             "DeviceName=/dev/xvda,Ebs={DeleteOnTermination=false} --query Instances[0].InstanceId")
kept = aws(f"ec2 describe-volumes --filters Name=attachment.instance-id,Values={keeper} --query Volumes[0].VolumeId")
shows(1, f"ec2 describe-network-interfaces --filters Name=attachment.instance-id,Values={keeper} --query length(NetworkInterfaces)")
aws(f"ec2 terminate-instances --instance-ids {keeper}")
until("available", f"ec2 describe-volumes --volume-ids {kept} --query Volumes[0].State")
aws(f"ec2 delete-volume --volume-id {kept}")
refused("InvalidVolume.NotFound", f"ec2 describe-volumes --volume-ids {kept}")

# Tags
aws(f"ec2 create-tags --resources {instance} {volume} --tags Key=team,Value=web Key=stage,Value=test")
shows(2, "ec2 describe-tags --filters Name=key,Values=team --query length(Tags)")
aws(f"ec2 delete-tags --resources {volume} --tags Key=team")
shows([instance], "ec2 describe-tags --filters Name=tag:team,Values=web --query Tags[].ResourceId")

# Launch templates
template = aws(f"ec2 create-launch-template --launch-template-name web --launch-template-data ImageId={source},InstanceType=t3.micro "
               "--query LaunchTemplate.LaunchTemplateId")
refused("InvalidLaunchTemplateName.AlreadyExistsException",
        "ec2 create-launch-template --launch-template-name web --launch-template-data InstanceType=t3.micro")
shows(2, "ec2 create-launch-template-version --launch-template-name web --source-version 1 --launch-template-data InstanceType=t3.small "
         "--query LaunchTemplateVersion.VersionNumber")
shows("t3.small", f"ec2 describe-launch-template-versions --launch-template-id {template} --versions '$Latest' "
                  "--query LaunchTemplateVersions[0].LaunchTemplateData.InstanceType")
shows(2, "ec2 modify-launch-template --launch-template-name web --default-version 2 --query LaunchTemplate.DefaultVersionNumber")
aws("ec2 delete-launch-template-versions --launch-template-name web --versions 1")
shows(["web"], f"ec2 describe-launch-templates --launch-template-ids {template} --query LaunchTemplates[].LaunchTemplateName")
second = aws("ec2 run-instances --launch-template LaunchTemplateName=web,Version=2 --query Instances[0].InstanceId")
aws("ec2 delete-launch-template --launch-template-name web")
refused("InvalidLaunchTemplateId.NotFound", f"ec2 describe-launch-templates --launch-template-ids {template}")

# And away with it
aws(f"ec2 terminate-instances --instance-ids {instance} {second}")
waited("terminated", f"{instance} {second}", "instance-terminated")
until(0, f"ec2 describe-volumes --filters Name=tag:Name,Values=disk --query length(Volumes)")
aws("ec2 delete-key-pair --key-name made")
aws(f"ec2 delete-security-group --group-id {group}")
aws(f"ec2 delete-subnet --subnet-id {subnet}")
aws(f"ec2 delete-vpc --vpc-id {vpc}")
refused("InvalidSubnetID.NotFound", f"ec2 describe-subnets --subnet-ids {subnet}")
