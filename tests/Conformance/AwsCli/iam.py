"""Roles and instance profiles, and an instance that is launched with one."""
import json

from cli import aws, refused, shows

trust = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]})
reads = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ssm:GetParameter", "Resource": "*"}]})
managed = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"

# Roles
aws(f"iam create-role --role-name server --description 'A server' --assume-role-policy-document '{trust}' --tags Key=team,Value=web")
refused("EntityAlreadyExists", f"iam create-role --role-name server --assume-role-policy-document '{trust}'")
refused("MalformedPolicyDocument", "iam create-role --role-name other --assume-role-policy-document nonsense")
shows(json.loads(trust), "iam get-role --role-name server --query Role.AssumeRolePolicyDocument")
refused("NoSuchEntity", "iam get-role --role-name nobody")
shows(["server"], "iam list-roles --query Roles[].RoleName")
aws("iam tag-role --role-name server --tags Key=stage,Value=test")
aws("iam untag-role --role-name server --tag-keys team")
shows([{"Key": "stage", "Value": "test"}], "iam get-role --role-name server --query Role.Tags")

# Policies
aws(f"iam put-role-policy --role-name server --policy-name reads --policy-document '{reads}'")
shows(json.loads(reads), "iam get-role-policy --role-name server --policy-name reads --query PolicyDocument")
shows(["reads"], "iam list-role-policies --role-name server --query PolicyNames")
aws(f"iam attach-role-policy --role-name server --policy-arn {managed}")
shows([managed], "iam list-attached-role-policies --role-name server --query AttachedPolicies[].PolicyArn")
refused("NoSuchEntity", "iam attach-role-policy --role-name server --policy-arn arn:aws:iam::000000000000:policy/mine")

# Instance profiles
image = aws("ec2 describe-images --owners amazon --query Images[0].ImageId")
launch = f"ec2 run-instances --image-id {image} --instance-type t3.micro --iam-instance-profile Name=server --query Instances[0]"
refused("InvalidParameterValue", launch)
profile = aws("iam create-instance-profile --instance-profile-name server --query InstanceProfile.Arn")
refused("EntityAlreadyExists", "iam create-instance-profile --instance-profile-name server")
aws("iam add-role-to-instance-profile --instance-profile-name server --role-name server")
refused("LimitExceeded", "iam add-role-to-instance-profile --instance-profile-name server --role-name server")
shows(["server"], "iam get-instance-profile --instance-profile-name server --query InstanceProfile.Roles[].RoleName")
shows([profile], "iam list-instance-profiles --query InstanceProfiles[].Arn")
shows(["server"], "iam list-instance-profiles-for-role --role-name server --query InstanceProfiles[].InstanceProfileName")
aws("iam tag-instance-profile --instance-profile-name server --tags Key=team,Value=web")
aws("iam untag-instance-profile --instance-profile-name server --tag-keys team")
aws("iam wait instance-profile-exists --instance-profile-name server")
instance = aws(launch)
shows(instance["IamInstanceProfile"]["Id"], "iam get-instance-profile --instance-profile-name server --query InstanceProfile.InstanceProfileId")
assert instance["IamInstanceProfile"]["Arn"] == profile
aws(f"ec2 terminate-instances --instance-ids {instance['InstanceId']}")

# And away with it
refused("DeleteConflict", "iam delete-instance-profile --instance-profile-name server")
refused("DeleteConflict", "iam delete-role --role-name server")
aws("iam remove-role-from-instance-profile --instance-profile-name server --role-name server")
aws("iam delete-instance-profile --instance-profile-name server")
refused("DeleteConflict", "iam delete-role --role-name server")
aws(f"iam detach-role-policy --role-name server --policy-arn {managed}")
refused("DeleteConflict", "iam delete-role --role-name server")
aws("iam delete-role-policy --role-name server --policy-name reads")
aws("iam delete-role --role-name server")
refused("NoSuchEntity", "iam get-instance-profile --instance-profile-name server")
