"""A group from its making to its end."""
from cli import aws, refused, shows, until

image = aws("ec2 describe-images --owners amazon --query Images[0].ImageId")
subnets = ",".join(aws("ec2 describe-subnets --query Subnets[:2].SubnetId"))
vpc = aws("ec2 describe-vpcs --query Vpcs[0].VpcId")
targets = aws(f"elbv2 create-target-group --name web --protocol HTTP --port 8080 --vpc-id {vpc} --query TargetGroups[0].TargetGroupArn")
aws(f"ec2 create-launch-template --launch-template-name web --launch-template-data ImageId={image},InstanceType=t3.micro")

# What there is to choose from
assert "Default" in aws("autoscaling describe-termination-policy-types --query TerminationPolicyTypes")
assert "Launch" in aws("autoscaling describe-scaling-process-types --query Processes[].ProcessName")
assert "ChangeInCapacity" in aws("autoscaling describe-adjustment-types --query AdjustmentTypes[].AdjustmentType")
assert aws("autoscaling describe-metric-collection-types --query Granularities[0].Granularity") == "1Minute"
aws("autoscaling describe-lifecycle-hook-types")
aws("autoscaling describe-auto-scaling-notification-types")
aws("autoscaling describe-account-limits")

# A group of launch configurations' times
aws(f"autoscaling create-launch-configuration --launch-configuration-name old --image-id {image} --instance-type t3.micro")
refused("AlreadyExists", f"autoscaling create-launch-configuration --launch-configuration-name old --image-id {image} --instance-type t3.micro")
shows(["old"], "autoscaling describe-launch-configurations --query LaunchConfigurations[].LaunchConfigurationName")
aws("autoscaling delete-launch-configuration --launch-configuration-name old")

# A group
create = (f"autoscaling create-auto-scaling-group --auto-scaling-group-name web --launch-template LaunchTemplateName=web "
          f"--vpc-zone-identifier {subnets} --min-size 0")
refused("ValidationError", f"{create} --max-size 4 --desired-capacity 5")
aws(f"{create} --max-size 4 --desired-capacity 2 --tags Key=team,Value=web,PropagateAtLaunch=true")
refused("AlreadyExists", f"{create} --max-size 4")
until(["InService", "InService"], "autoscaling describe-auto-scaling-groups --auto-scaling-group-names web "
                                  "--query AutoScalingGroups[0].Instances[].LifecycleState")
instances = aws("autoscaling describe-auto-scaling-instances --query AutoScalingInstances[].InstanceId")
shows(2, "autoscaling describe-scaling-activities --auto-scaling-group-name web --query length(Activities)")
aws("autoscaling update-auto-scaling-group --auto-scaling-group-name web --default-cooldown 1 --max-size 6 --health-check-grace-period 0")
aws("autoscaling set-desired-capacity --auto-scaling-group-name web --desired-capacity 3")
refused("ValidationError", "autoscaling set-desired-capacity --auto-scaling-group-name web --desired-capacity 7")
until(3, "autoscaling describe-auto-scaling-groups --query \"length(AutoScalingGroups[0].Instances[?LifecycleState=='InService'])\"")

# Its instances
aws(f"autoscaling set-instance-protection --auto-scaling-group-name web --instance-ids {instances[0]} --protected-from-scale-in")
aws(f"autoscaling enter-standby --auto-scaling-group-name web --instance-ids {instances[0]} --should-decrement-desired-capacity")
until("Standby", f"autoscaling describe-auto-scaling-instances --instance-ids {instances[0]} --query AutoScalingInstances[0].LifecycleState")
aws(f"autoscaling exit-standby --auto-scaling-group-name web --instance-ids {instances[0]}")
until("InService", f"autoscaling describe-auto-scaling-instances --instance-ids {instances[0]} --query AutoScalingInstances[0].LifecycleState")
aws(f"autoscaling detach-instances --auto-scaling-group-name web --instance-ids {instances[1]} --should-decrement-desired-capacity")
until(0, f"autoscaling describe-auto-scaling-instances --instance-ids {instances[1]} --query length(AutoScalingInstances)")
aws(f"autoscaling attach-instances --auto-scaling-group-name web --instance-ids {instances[1]}")
until("InService", f"autoscaling describe-auto-scaling-instances --instance-ids {instances[1]} --query AutoScalingInstances[0].LifecycleState")
aws(f"autoscaling set-instance-health --instance-id {instances[1]} --health-status Unhealthy --no-should-respect-grace-period")
until(0, f"autoscaling describe-auto-scaling-instances --instance-ids {instances[1]} --query length(AutoScalingInstances)")
refused("ValidationError", "autoscaling set-instance-health --instance-id i-00000000000000000 --health-status Unhealthy")
until(3, "autoscaling describe-auto-scaling-groups --query \"length(AutoScalingGroups[0].Instances[?LifecycleState=='InService'])\"")
victim = aws("autoscaling describe-auto-scaling-instances --query \"AutoScalingInstances[?ProtectedFromScaleIn==`false`]|[0].InstanceId\"")
aws(f"autoscaling terminate-instance-in-auto-scaling-group --instance-id {victim} --should-decrement-desired-capacity")

# Hooks
hook = "--auto-scaling-group-name web --lifecycle-hook-name prepare"
aws(f"autoscaling put-lifecycle-hook {hook} --lifecycle-transition autoscaling:EC2_INSTANCE_LAUNCHING --heartbeat-timeout 300")
shows(300, "autoscaling describe-lifecycle-hooks --auto-scaling-group-name web --query LifecycleHooks[0].HeartbeatTimeout")
until(2, "autoscaling describe-auto-scaling-groups --query \"length(AutoScalingGroups[0].Instances[?LifecycleState=='InService'])\"")
aws("autoscaling set-desired-capacity --auto-scaling-group-name web --desired-capacity 3")
until(1, "autoscaling describe-auto-scaling-instances --query \"length(AutoScalingInstances[?LifecycleState=='Pending:Wait'])\"")
waiting = aws("autoscaling describe-auto-scaling-instances --query \"AutoScalingInstances[?LifecycleState=='Pending:Wait']|[0].InstanceId\"")
aws(f"autoscaling record-lifecycle-action-heartbeat {hook} --instance-id {waiting}")
aws(f"autoscaling complete-lifecycle-action {hook} --instance-id {waiting} --lifecycle-action-result CONTINUE")
until("InService", f"autoscaling describe-auto-scaling-instances --instance-ids {waiting} --query AutoScalingInstances[0].LifecycleState")
aws(f"autoscaling delete-lifecycle-hook {hook}")

# Traffic
aws(f"autoscaling attach-load-balancer-target-groups --auto-scaling-group-name web --target-group-arns {targets}")
until("Added", "autoscaling describe-load-balancer-target-groups --auto-scaling-group-name web "
                   "--query LoadBalancerTargetGroups[0].State")
aws(f"autoscaling detach-load-balancer-target-groups --auto-scaling-group-name web --target-group-arns {targets}")
until(0, "autoscaling describe-load-balancer-target-groups --auto-scaling-group-name web --query length(LoadBalancerTargetGroups)")
source = f"--auto-scaling-group-name web --traffic-sources Identifier={targets},Type=elbv2"
aws(f"autoscaling attach-traffic-sources {source}")
until("Added", "autoscaling describe-traffic-sources --auto-scaling-group-name web --query TrafficSources[0].State")
aws(f"autoscaling detach-traffic-sources {source}")

# What nothing here has
shows([], "autoscaling describe-warm-pool --auto-scaling-group-name web --query Instances")
shows([], "autoscaling describe-instance-refreshes --auto-scaling-group-name web --query InstanceRefreshes")
shows([], "autoscaling describe-load-balancers --auto-scaling-group-name web --query LoadBalancers")
shows([], "autoscaling describe-notification-configurations --query NotificationConfigurations")
refused("ActiveInstanceRefreshNotFound", "autoscaling cancel-instance-refresh --auto-scaling-group-name web")
refused("ValidationError", "autoscaling attach-load-balancers --auto-scaling-group-name web --load-balancer-names classic")
refused("ValidationError", "autoscaling detach-load-balancers --auto-scaling-group-name web --load-balancer-names classic")

# Policies and schedules
simple = aws("autoscaling put-scaling-policy --auto-scaling-group-name web --policy-name more --adjustment-type ChangeInCapacity "
             "--scaling-adjustment 1 --cooldown 1 --query PolicyARN")
aws("autoscaling put-scaling-policy --auto-scaling-group-name web --policy-name steady --policy-type TargetTrackingScaling "
    "--target-tracking-configuration TargetValue=50,PredefinedMetricSpecification={PredefinedMetricType=ASGAverageCPUUtilization}")
shows(["more", "steady"], "autoscaling describe-policies --auto-scaling-group-name web --query sort(ScalingPolicies[].PolicyName)")
aws("autoscaling execute-policy --auto-scaling-group-name web --policy-name more --no-honor-cooldown")
until(4, "autoscaling describe-auto-scaling-groups --query AutoScalingGroups[0].DesiredCapacity")
aws(f"autoscaling delete-policy --policy-name {simple}")
aws("autoscaling put-scheduled-update-group-action --auto-scaling-group-name web --scheduled-action-name night "
    "--recurrence '0 22 * * *' --min-size 0 --max-size 0 --desired-capacity 0")
aws("autoscaling batch-put-scheduled-update-group-action --auto-scaling-group-name web --scheduled-update-group-actions "
    "'ScheduledActionName=day,Recurrence=0 6 * * *,DesiredCapacity=2'")
shows(["day", "night"], "autoscaling describe-scheduled-actions --auto-scaling-group-name web "
                        "--query sort(ScheduledUpdateGroupActions[].ScheduledActionName)")
aws("autoscaling delete-scheduled-action --auto-scaling-group-name web --scheduled-action-name night")
aws("autoscaling batch-delete-scheduled-action --auto-scaling-group-name web --scheduled-action-names day")

# Processes, metrics, tags
aws("autoscaling suspend-processes --auto-scaling-group-name web --scaling-processes AZRebalance AlarmNotification")
shows(2, "autoscaling describe-auto-scaling-groups --query length(AutoScalingGroups[0].SuspendedProcesses)")
aws("autoscaling resume-processes --auto-scaling-group-name web")
aws("autoscaling enable-metrics-collection --auto-scaling-group-name web --granularity 1Minute --metrics GroupDesiredCapacity")
aws("autoscaling disable-metrics-collection --auto-scaling-group-name web")
tag = "ResourceId=web,ResourceType=auto-scaling-group,Key=stage"
aws(f"autoscaling create-or-update-tags --tags {tag},Value=test,PropagateAtLaunch=false")
shows(["stage", "team"], "autoscaling describe-tags --filters Name=auto-scaling-group,Values=web --query sort(Tags[].Key)")
aws(f"autoscaling delete-tags --tags {tag}")

# The end
refused("ResourceInUse", "autoscaling delete-auto-scaling-group --auto-scaling-group-name web")
aws("autoscaling delete-auto-scaling-group --auto-scaling-group-name web --force-delete")
until(0, "autoscaling describe-auto-scaling-groups --query length(AutoScalingGroups)")
