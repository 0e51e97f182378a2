"""A load balancer from its making to its end."""
from cli import aws, refused, shows, until

vpc = aws("ec2 describe-vpcs --query Vpcs[0].VpcId")
subnets = aws("ec2 describe-subnets --query Subnets[:2].SubnetId")
image = aws("ec2 describe-images --owners amazon --query Images[0].ImageId")
instance = aws(f"ec2 run-instances --image-id {image} --instance-type t3.micro --subnet-id {subnets[0]} --query Instances[0].InstanceId")

# Load balancers
aws("elbv2 describe-account-limits")
balancer = aws(f"elbv2 create-load-balancer --name web --subnets {' '.join(subnets)} --scheme internal --tags Key=team,Value=web "
               "--query LoadBalancers[0].LoadBalancerArn")
refused("SubnetNotFound", "elbv2 create-load-balancer --name other --subnets subnet-00000000000000000 subnet-11111111111111111")
until("active", "elbv2 describe-load-balancers --names web --query LoadBalancers[0].State.Code")
aws(f"elbv2 wait load-balancer-available --load-balancer-arns {balancer}")
refused("LoadBalancerNotFound", "elbv2 describe-load-balancers --names other")
aws(f"elbv2 modify-load-balancer-attributes --load-balancer-arn {balancer} --attributes Key=idle_timeout.timeout_seconds,Value=30")
shows(["30"], f"elbv2 describe-load-balancer-attributes --load-balancer-arn {balancer} "
              "--query \"Attributes[?Key=='idle_timeout.timeout_seconds'].Value\"")
shows([], f"elbv2 describe-capacity-reservation --load-balancer-arn {balancer} --query CapacityReservationState")
group = aws(f"ec2 create-security-group --group-name balancer --description balancer --vpc-id {vpc} --query GroupId")
shows([group], f"elbv2 set-security-groups --load-balancer-arn {balancer} --security-groups {group} --query SecurityGroupIds")
shows("ipv4", f"elbv2 set-ip-address-type --load-balancer-arn {balancer} --ip-address-type ipv4 --query IpAddressType")
shows(2, f"elbv2 set-subnets --load-balancer-arn {balancer} --subnets {' '.join(subnets)} --query length(AvailabilityZones)")

# Target groups
make = f"elbv2 create-target-group --protocol HTTP --port 8080 --vpc-id {vpc} --query TargetGroups[0].TargetGroupArn"
blue, green = aws(f"{make} --name blue"), aws(f"{make} --name green --health-check-path /health")
refused("DuplicateTargetGroupName", f"elbv2 create-target-group --name blue --protocol HTTP --port 9090 --vpc-id {vpc}")
aws(f"elbv2 modify-target-group --target-group-arn {blue} --health-check-interval-seconds 10 --matcher HttpCode=200-299")
aws(f"elbv2 modify-target-group-attributes --target-group-arn {blue} --attributes Key=deregistration_delay.timeout_seconds,Value=1")
shows(["1"], f"elbv2 describe-target-group-attributes --target-group-arn {blue} "
             "--query \"Attributes[?Key=='deregistration_delay.timeout_seconds'].Value\"")
shows(["blue", "green"], "elbv2 describe-target-groups --query sort(TargetGroups[].TargetGroupName)")

# Listeners and rules
listener = aws(f"elbv2 create-listener --load-balancer-arn {balancer} --protocol HTTP --port 18080 "
               f"--default-actions Type=forward,TargetGroupArn={blue} --query Listeners[0].ListenerArn")
refused("DuplicateListener", f"elbv2 create-listener --load-balancer-arn {balancer} --protocol HTTP --port 18080 "
                             f"--default-actions Type=forward,TargetGroupArn={green}")
weights = f"ForwardConfig={{TargetGroups=[{{TargetGroupArn={blue},Weight=1}},{{TargetGroupArn={green},Weight=3}}]}}"
aws(f"elbv2 modify-listener --listener-arn {listener} --default-actions Type=forward,{weights}")
shows([1, 3], f"elbv2 describe-listeners --load-balancer-arn {balancer} "
              "--query sort(Listeners[0].DefaultActions[0].ForwardConfig.TargetGroups[].Weight)")
aws(f"elbv2 describe-listener-attributes --listener-arn {listener}")
aws(f"elbv2 modify-listener-attributes --listener-arn {listener} --attributes Key=routing.http.response.server.enabled,Value=false")
aws("elbv2 describe-ssl-policies")
certificate = f"--listener-arn {listener} --certificates CertificateArn=arn:aws:acm:eu-north-1:000000000000:certificate/none"
refused("CertificateNotFound", f"elbv2 add-listener-certificates {certificate}")
aws(f"elbv2 remove-listener-certificates {certificate}")
shows([], f"elbv2 describe-listener-certificates --listener-arn {listener} --query Certificates")
fixed = "--actions Type=fixed-response,FixedResponseConfig={StatusCode=503,ContentType=text/plain,MessageBody=closed}"
rule = aws(f"elbv2 create-rule --listener-arn {listener} --priority 10 --conditions Field=path-pattern,Values=/closed/* {fixed} "
           "--query Rules[0].RuleArn")
refused("PriorityInUse", f"elbv2 create-rule --listener-arn {listener} --priority 10 --conditions Field=path-pattern,Values=/a {fixed}")
aws(f"elbv2 modify-rule --rule-arn {rule} --conditions Field=host-header,Values=closed.example.com")
aws(f"elbv2 set-rule-priorities --rule-priorities RuleArn={rule},Priority=20")
shows(["20", "default"], f"elbv2 describe-rules --listener-arn {listener} --query Rules[].Priority")

# Targets
until("running", f"ec2 describe-instances --instance-ids {instance} --query Reservations[0].Instances[0].State.Name")
aws(f"ec2 wait instance-running --instance-ids {instance}")
aws(f"elbv2 register-targets --target-group-arn {blue} --targets Id={instance}")
refused("InvalidTarget", f"elbv2 register-targets --target-group-arn {blue} --targets Id=i-00000000000000000")
shows([instance], f"elbv2 describe-target-health --target-group-arn {blue} --query TargetHealthDescriptions[].Target.Id")
until("healthy", f"elbv2 describe-target-health --target-group-arn {blue} --query TargetHealthDescriptions[0].TargetHealth.State")
aws(f"elbv2 wait target-in-service --target-group-arn {blue}")
aws(f"elbv2 deregister-targets --target-group-arn {blue} --targets Id={instance}")
until(0, f"elbv2 describe-target-health --target-group-arn {blue} --query length(TargetHealthDescriptions)")

# Tags
aws(f"elbv2 add-tags --resource-arns {balancer} {blue} --tags Key=stage,Value=test")
shows(["stage", "team"], f"elbv2 describe-tags --resource-arns {balancer} --query sort(TagDescriptions[0].Tags[].Key)")
aws(f"elbv2 remove-tags --resource-arns {balancer} --tag-keys stage")

# The end
refused("ResourceInUse", f"elbv2 delete-target-group --target-group-arn {blue}")
aws(f"elbv2 delete-rule --rule-arn {rule}")
refused("RuleNotFound", f"elbv2 describe-rules --rule-arns {rule}")
aws(f"elbv2 delete-listener --listener-arn {listener}")
aws(f"elbv2 delete-load-balancer --load-balancer-arn {balancer}")
aws(f"elbv2 wait load-balancers-deleted --load-balancer-arns {balancer}")
aws(f"elbv2 delete-target-group --target-group-arn {blue}")
aws(f"elbv2 delete-target-group --target-group-arn {green}")
aws(f"ec2 terminate-instances --instance-ids {instance}")
aws(f"ec2 delete-security-group --group-id {group}")
