namespace Bundt.LocalCloud.Tests.BadInput;

/// <summary>Calls as clients send them, to begin with.</summary>
internal static class Seeds
{
    private const string Ec2 = "Version=2016-11-15&Action=";
    private const string Iam = "Version=2010-05-08&Action=";
    private const string Scope = "AKIAEXAMPLE/20260101/eu-west-1/s3/aws4_request";

    /// <summary>Forms of the query protocol.</summary>
    public static readonly string[] Forms =
    [
        .. ScalingSeeds.Forms,
        .. BalancingSeeds.Forms,
        Ec2 + "DescribeInstances&Filter.1.Name=instance-state-name&Filter.1.Value.1=running&Filter.2.Name=tag:Name&Filter.2.Value.1=web*&MaxResults=5",
        Ec2 + "DescribeImages&Owner.1=self&Owner.2=amazon&Filter.1.Name=name&Filter.1.Value.1=debian-*&NextToken=x",
        Ec2 + "DescribeInstanceStatus&IncludeAllInstances=true&InstanceId.1=i-1",
        Ec2 + "DescribeLaunchTemplateVersions&LaunchTemplateName=web&LaunchTemplateVersion.1=$Latest&MinVersion=1&MaxVersion=2",
        Ec2 + "DescribeSecurityGroupRules&Filter.1.Name=group-id&Filter.1.Value.1=sg-1",
        Ec2 + "DescribeTags&Filter.1.Name=key&Filter.1.Value.1=*&MaxResults=5",
        Ec2 + "DescribeInstanceTypeOfferings&LocationType=availability-zone&MaxResults=5",
        Ec2 + "DescribeInstanceTypes&InstanceType.1=t3.micro&Filter.1.Name=vcpu-info.default-vcpus&Filter.1.Value.1=2",
        Ec2 + "RunInstances&ImageId=ami-1&MinCount=1&MaxCount=1&InstanceType=t3.micro&UserData=aGVsbG8=&BlockDeviceMapping.1.DeviceName=/dev/xvda&BlockDeviceMapping.1.Ebs.VolumeSize=8"
            + "&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=web&ClientToken=once&DryRun=true",
        Ec2 + "RunInstances&LaunchTemplate.LaunchTemplateName=web&LaunchTemplate.Version=1&MinCount=1&MaxCount=1&NetworkInterface.1.SubnetId=subnet-1",
        Ec2 + "CreateLaunchTemplate&LaunchTemplateName=web&LaunchTemplateData.ImageId=ami-1&LaunchTemplateData.TagSpecification.1.ResourceType=instance"
            + "&LaunchTemplateData.TagSpecification.1.Tag.1.Key=a&LaunchTemplateData.NetworkInterface.1.SecurityGroupId.1=sg-1&ClientToken=once",
        Ec2 + "CreateLaunchTemplateVersion&LaunchTemplateName=web&SourceVersion=1&LaunchTemplateData.InstanceType=t3.small",
        Ec2 + "DeleteLaunchTemplateVersions&LaunchTemplateName=web&LaunchTemplateVersion.1=1",
        Ec2 + "CreateVpc&CidrBlock=10.0.0.0/16&TagSpecification.1.ResourceType=vpc&TagSpecification.1.Tag.1.Key=a&TagSpecification.1.Tag.1.Value=b",
        Ec2 + "CreateSubnet&VpcId=vpc-1&CidrBlock=10.0.0.0/24&AvailabilityZone=eu-west-1a",
        Ec2 + "CreateSecurityGroup&GroupName=web&GroupDescription=web&VpcId=vpc-1",
        Ec2 + "AuthorizeSecurityGroupIngress&GroupName=default&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22&IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=127.0.0.1/32",
        Ec2 + "RevokeSecurityGroupEgress&GroupName=default&SecurityGroupRuleId.1=sgr-1",
        Ec2 + "ImportKeyPair&KeyName=a&PublicKeyMaterial=c3NoLWVkMjU1MTkgQUFBQUMzTnphQzFsWkRJMU5URTVBQUFBSUlLK1Y=",
        Ec2 + "CreateTags&ResourceId.1=vpc-1&Tag.1.Key=a&Tag.1.Value=b",
        Ec2 + "DeleteTags&ResourceId.1=vpc-1&Tag.1.Key=a",
        Ec2 + "CreateImage&InstanceId=i-1&Name=web&NoReboot=true",
        Ec2 + "RegisterImage&Name=web&RootDeviceName=/dev/xvda&BlockDeviceMapping.1.DeviceName=/dev/xvda&BlockDeviceMapping.1.Ebs.SnapshotId=snap-1",
        Ec2 + "CopyImage&Name=web&SourceRegion=eu-west-1&SourceImageId=ami-1&ClientToken=once",
        Ec2 + "ModifyImageAttribute&ImageId=ami-1&LaunchPermission.Add.1.UserId=123456789012&OperationType=add",
        Ec2 + "ModifyInstanceAttribute&InstanceId=i-1&InstanceType.Value=t3.small&DisableApiTermination.Value=true",
        Ec2 + "ModifyInstanceMetadataOptions&InstanceId=i-1&HttpTokens=required&HttpPutResponseHopLimit=2&InstanceMetadataTags=enabled",
        Ec2 + "ModifyVpcAttribute&VpcId=vpc-1&EnableDnsHostnames.Value=true",
        Ec2 + "GetConsoleOutput&InstanceId=i-1",
        Ec2 + "CreateRoute&RouteTableId=rtb-1&DestinationCidrBlock=0.0.0.0/0&GatewayId=igw-1",
        Ec2 + "AssociateRouteTable&RouteTableId=rtb-1&SubnetId=subnet-1",
        Ec2 + "AttachInternetGateway&InternetGatewayId=igw-1&VpcId=vpc-1",
        Ec2 + "ReplaceRoute&RouteTableId=rtb-1&DestinationCidrBlock=0.0.0.0/0&GatewayId=igw-1",
        Ec2 + "CreateRouteTable&VpcId=vpc-1&TagSpecification.1.ResourceType=route-table&TagSpecification.1.Tag.1.Key=a&TagSpecification.1.Tag.1.Value=b",
        Iam + "CreateRole&RoleName=a&AssumeRolePolicyDocument=%7B%22Statement%22%3A%5B%5D%7D&MaxSessionDuration=3600&Path=/&Tags.member.1.Key=a&Tags.member.1.Value=b",
        Iam + "PutRolePolicy&RoleName=a&PolicyName=b&PolicyDocument=%7B%22Statement%22%3A%5B%5D%7D",
        Iam + "CreateInstanceProfile&InstanceProfileName=a",
        Iam + "UntagRole&RoleName=a&TagKeys.member.1=a",
        "Version=2011-06-15&Action=GetCallerIdentity",
    ];

    /// <summary>Calls of Systems Manager.</summary>
    public static readonly (string Target, string Body)[] Json =
    [
        ("GetParameter", """{"Name":"/aws/service/debian/release/12/latest/amd64","WithDecryption":true}"""),
        ("GetParameters", """{"Names":["/aws/service/debian/release/12/latest/amd64","/mine"]}"""),
        ("GetParametersByPath", """{"Path":"/aws/service","Recursive":true,"MaxResults":3,"NextToken":"x"}"""),
        ("GetParametersByPath", """{"Path":"/aws/service/debian/","Recursive":false,"ParameterFilters":[{"Key":"Type","Option":"Equals","Values":["String"]}]}"""),
        ("GetParameters", """{"Names":["/aws/service/a","/aws/service/a"],"WithDecryption":null}"""),
    ];

    /// <summary>Calls of S3: the method, the path behind its slash, the body and the headers.</summary>
    public static readonly (string Method, string Target, string Body, string Headers)[] Objects =
    [
        ("PUT", "bucket", "", ""),
        ("PUT", "bucket/key", "content", "x-amz-meta-a: b\r\n"),
        ("PUT", "bucket/chunked", "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\nx-amz-decoded-content-length: 5\r\nx-amz-trailer: x-amz-checksum-crc32\r\n"),
        ("GET", "bucket/key", "", "Range: bytes=0-3\r\n"),
        ("HEAD", "bucket/key", "", ""),
        ("DELETE", "bucket/key", "", ""),
        ("GET", "bucket?list-type=2&max-keys=5&prefix=k&delimiter=/&start-after=a&encoding-type=url&continuation-token=x", "", ""),
        ("POST", "bucket?delete=", "<Delete><Object><Key>key</Key></Object><Quiet>true</Quiet></Delete>", ""),
        ("GET", "bucket?location=", "", ""),
        ("PUT", "bucket?versioning=", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>", ""),
        ("PUT", "bucket?tagging=", "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>", ""),
        ("GET", "bucket?versions=&prefix=k", "", ""),
        ("DELETE", "bucket/key?versionId=null", "", ""),
        ("PUT", "fresh", "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>", ""),
        ("PUT", "bucket/signed", "5;chunk-signature=0\r\nhello\r\n0;chunk-signature=0\r\n\r\n", "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD\r\nx-amz-decoded-content-length: 5\r\n"),
        ("PUT", "bucket/checked", "hello", "Content-MD5: XUFAKrxLKna5cZ2REBfFkg==\r\nx-amz-checksum-crc32c: mnG7TA==\r\nIf-None-Match: *\r\n"),
        ("GET", "bucket/key?response-content-type=text/plain&versionId=null&partNumber=1", "", "If-None-Match: \"0\"\r\nIf-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT\r\n"),
        ("PUT", "bucket/copy", "", "x-amz-copy-source: /bucket/key\r\n"),
        ("DELETE", "bucket", "", ""),
    ];

    /// <summary>Signatures, in the query or in the header.</summary>
    public static readonly (string Text, bool InQuery)[] Signatures =
    [
        ($"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Scope}&X-Amz-Date=20260101T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=00", true),
        ($"AWS4-HMAC-SHA256 &Credential={Scope}, &SignedHeaders=host;x-amz-date, &Signature=00", false),
    ];
}
