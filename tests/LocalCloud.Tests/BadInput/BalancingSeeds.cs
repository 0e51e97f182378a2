namespace Bundt.LocalCloud.Tests.BadInput;

/// <summary>Calls of Elastic Load Balancing as clients send them, to begin with.</summary>
internal static class BalancingSeeds
{
    private const string Action = "Version=2015-12-01&Action=";
    private const string Listener = "&ListenerArn=" + Props.Listener;
    private const string Targets = "&TargetGroupArn=" + Props.Targets;
    private const string Forward = "&Actions.member.1.Type=forward&Actions.member.1.TargetGroupArn=" + Props.Targets;
    private const string Conditions = "&Conditions.member.";

    /// <summary>Forms of the query protocol.</summary>
    public static readonly string[] Forms =
    [
        Action + "CreateLoadBalancer&Name=web&Subnets.member.1=subnet-1&Subnets.member.2=subnet-2&SecurityGroups.member.1=sg-1&Scheme=internal&Type=application&IpAddressType=ipv4"
            + "&Tags.member.1.Key=a&Tags.member.1.Value=b",
        Action + "DescribeLoadBalancers&Names.member.1=props&PageSize=5&Marker=x",
        Action + "ModifyLoadBalancerAttributes&LoadBalancerArn=" + Props.Balancer + "&Attributes.member.1.Key=idle_timeout.timeout_seconds&Attributes.member.1.Value=30",
        Action + "SetSubnets&LoadBalancerArn=" + Props.Balancer + "&SubnetMappings.member.1.SubnetId=subnet-1&SubnetMappings.member.2.SubnetId=subnet-3",
        Action + "SetSecurityGroups&LoadBalancerArn=" + Props.Balancer + "&SecurityGroups.member.1=sg-1",
        Action + "SetIpAddressType&LoadBalancerArn=" + Props.Balancer + "&IpAddressType=ipv4",
        Action + "CreateTargetGroup&Name=web&Protocol=HTTP&ProtocolVersion=HTTP1&Port=8080&VpcId=vpc-1&TargetType=instance&HealthCheckPath=/health&HealthCheckIntervalSeconds=5"
            + "&HealthCheckTimeoutSeconds=2&HealthyThresholdCount=2&UnhealthyThresholdCount=2&Matcher.HttpCode=200-299,301",
        Action + "ModifyTargetGroup" + Targets + "&HealthCheckPort=traffic-port&HealthCheckPath=/&Matcher.HttpCode=200",
        Action + "ModifyTargetGroupAttributes" + Targets + "&Attributes.member.1.Key=deregistration_delay.timeout_seconds&Attributes.member.1.Value=5"
            + "&Attributes.member.2.Key=stickiness.enabled&Attributes.member.2.Value=true",
        Action + "DescribeTargetGroups&TargetGroupArns.member.1=" + Props.Targets + "&PageSize=1",
        Action + "RegisterTargets" + Targets + "&Targets.member.1.Id=i-1&Targets.member.1.Port=8080",
        Action + "DeregisterTargets" + Targets + "&Targets.member.1.Id=i-1",
        Action + "DescribeTargetHealth" + Targets + "&Targets.member.1.Id=i-1&Targets.member.1.Port=8080",
        Action + "CreateListener&LoadBalancerArn=" + Props.Balancer + "&Protocol=HTTP&Port=8081&DefaultActions.member.1.Type=fixed-response"
            + "&DefaultActions.member.1.FixedResponseConfig.StatusCode=404&DefaultActions.member.1.FixedResponseConfig.ContentType=text/plain&DefaultActions.member.1.FixedResponseConfig.MessageBody=no",
        Action + "ModifyListener" + Listener + "&DefaultActions.member.1.Type=redirect&DefaultActions.member.1.RedirectConfig.StatusCode=HTTP_301"
            + "&DefaultActions.member.1.RedirectConfig.Path=/#{path}&DefaultActions.member.1.RedirectConfig.Port=443&DefaultActions.member.1.RedirectConfig.Protocol=HTTPS",
        Action + "DescribeListeners&LoadBalancerArn=" + Props.Balancer + "&PageSize=2",
        Action + "ModifyListenerAttributes" + Listener + "&Attributes.member.1.Key=routing.http.response.server.enabled&Attributes.member.1.Value=false",
        Action + "CreateRule" + Listener + "&Priority=10" + Conditions + "1.Field=path-pattern" + Conditions + "1.PathPatternConfig.Values.member.1=/a/*" + Forward,
        Action + "CreateRule" + Listener + "&Priority=11" + Conditions + "1.Field=http-header" + Conditions + "1.HttpHeaderConfig.HttpHeaderName=X-A" + Conditions + "1.HttpHeaderConfig.Values.member.1=b*"
            + "&Actions.member.1.Type=forward&Actions.member.1.Order=1&Actions.member.1.ForwardConfig.TargetGroups.member.1.TargetGroupArn=" + Props.Targets
            + "&Actions.member.1.ForwardConfig.TargetGroups.member.1.Weight=10&Actions.member.1.ForwardConfig.TargetGroupStickinessConfig.Enabled=true"
            + "&Actions.member.1.ForwardConfig.TargetGroupStickinessConfig.DurationSeconds=60",
        Action + "CreateRule" + Listener + "&Priority=12" + Conditions + "1.Field=query-string" + Conditions + "1.QueryStringConfig.Values.member.1.Key=a" + Conditions + "1.QueryStringConfig.Values.member.1.Value=b"
            + Conditions + "2.Field=source-ip" + Conditions + "2.SourceIpConfig.Values.member.1=10.0.0.0/8" + Forward,
        Action + "ModifyRule&RuleArn=" + Props.Rule + Conditions + "1.Field=host-header" + Conditions + "1.Values.member.1=*.example.com" + Forward,
        Action + "ModifyRule&RuleArn=" + Props.Rule + Conditions + "1.Field=path-pattern" + Conditions + "1.PathPatternConfig.RegexValues.member.1=^/a[0-9]+$" + Forward,
        Action + "SetRulePriorities&RulePriorities.member.1.RuleArn=" + Props.Rule + "&RulePriorities.member.1.Priority=7",
        Action + "DescribeRules" + Listener + "&PageSize=2",
        Action + "DeleteRule&RuleArn=" + Props.Rule,
        Action + "AddTags&ResourceArns.member.1=" + Props.Balancer + "&ResourceArns.member.2=" + Props.Targets + "&Tags.member.1.Key=a&Tags.member.1.Value=b",
        Action + "RemoveTags&ResourceArns.member.1=" + Props.Balancer + "&TagKeys.member.1=a",
        Action + "DescribeTags&ResourceArns.member.1=" + Props.Rule,
        Action + "AddListenerCertificates" + Listener + "&Certificates.member.1.CertificateArn=arn:aws:acm:eu-west-1:000000000000:certificate/0",
    ];
}
