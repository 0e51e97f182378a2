"""Every paginator of botocore's whose operation is answered here gives page by page what it gives at once."""
import json
import os
import sys

import botocore.exceptions
import botocore.session

SESSION = botocore.session.get_session()
CLIENTS = {name: SESSION.create_client(name) for name in ("ec2", "autoscaling", "elbv2")}
SIGNED = {"ec2": "ec2", "autoscaling": "autoscaling", "elasticloadbalancing": "elbv2"}
ec2, groups, balancing = CLIENTS["ec2"], CLIENTS["autoscaling"], CLIENTS["elbv2"]

# Two of everything
image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
subnets = [subnet["SubnetId"] for subnet in ec2.describe_subnets()["Subnets"][:2]]
vpc = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
for name in ("one", "two"):
    ec2.create_key_pair(KeyName=name)
    ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)
    ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData={"ImageId": image, "InstanceType": "t3.micro"})
    groups.create_launch_configuration(LaunchConfigurationName=name, ImageId=image, InstanceType="t3.micro")
    groups.create_auto_scaling_group(
        AutoScalingGroupName=name, LaunchTemplate={"LaunchTemplateName": name}, MinSize=0, MaxSize=2, DesiredCapacity=1,
        VPCZoneIdentifier=",".join(subnets), Tags=[{"Key": "name", "Value": name, "PropagateAtLaunch": True}])
    groups.put_scaling_policy(
        AutoScalingGroupName=name, PolicyName=name, AdjustmentType="ChangeInCapacity", ScalingAdjustment=1)
    balancing.create_target_group(Name=name, Protocol="HTTP", Port=8080, VpcId=vpc)
    arn = balancing.create_load_balancer(Name=name, Subnets=subnets, Scheme="internal")["LoadBalancers"][0]["LoadBalancerArn"]
    balancing.get_waiter("load_balancer_available").wait(LoadBalancerArns=[arn], WaiterConfig={"Delay": 1, "MaxAttempts": 60})

listener = balancing.create_listener(
    LoadBalancerArn=arn, Protocol="HTTP", Port=18060, DefaultActions=[{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}])
NAMED = {
    "describe_scaling_activities": {"AutoScalingGroupName": "one"},
    "describe_launch_template_versions": {"LaunchTemplateName": "one"},
    "describe_listeners": {"LoadBalancerArn": arn},
    "describe_rules": {"ListenerArn": listener["Listeners"][0]["ListenerArn"]},
}
LEAST = {"ec2": 5}  # EC2 has no smaller pages
tried = 0
for action in json.loads(os.environ["ACTIONS"]):
    service = SIGNED.get(action["service"])
    if service is None:
        continue
    operation = {api: method for method, api in CLIENTS[service].meta.method_to_api_mapping.items()}[action["action"]]
    if not CLIENTS[service].can_paginate(operation):
        continue
    paginator = CLIENTS[service].get_paginator(operation)
    given = NAMED.get(operation, {})
    try:
        whole = paginator.paginate(**given).build_full_result()
        paged = paginator.paginate(**given, PaginationConfig={"PageSize": LEAST.get(service, 1)}).build_full_result()
    except botocore.exceptions.ParamValidationError:
        continue  # it wants to know of what
    if paged != whole:
        sys.exit(f"{operation} answers page by page {paged}, at once {whole}")
    tried += 1
assert tried > 20, f"only {tried} paginators were tried"
