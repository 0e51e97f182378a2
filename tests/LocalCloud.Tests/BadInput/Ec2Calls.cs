using Bundt.LocalCloud.Tests.Signing;

namespace Bundt.LocalCloud.Tests.BadInput;

public sealed class Ec2Calls(OpenCloud cloud) : BadInputStory(cloud)
{
    /// <summary>An id of the right form that nothing has.</summary>
    private const string Nothing = "0123456789abcdef0";

    private static readonly string LongData = Convert.ToBase64String(new byte[(16 * 1024) + 1]);

    [Theory]
    [InlineData("DescribeInstances", "InstanceId.1=i-" + Nothing, "InvalidInstanceID.NotFound")]
    [InlineData("DescribeInstances", "InstanceId.1=nonsense", "InvalidInstanceID.Malformed")]
    [InlineData("DescribeImages", "ImageId.1=ami-" + Nothing, "InvalidAMIID.NotFound")]
    [InlineData("DescribeImages", "ImageId.1=nonsense", "InvalidAMIID.Malformed")]
    [InlineData("DescribeSnapshots", "SnapshotId.1=snap-" + Nothing, "InvalidSnapshot.NotFound")]
    [InlineData("DescribeSnapshots", "SnapshotId.1=nonsense", "InvalidParameterValue")]
    [InlineData("DescribeVolumes", "VolumeId.1=vol-" + Nothing, "InvalidVolume.NotFound")]
    [InlineData("DescribeVolumes", "VolumeId.1=nonsense", "InvalidParameterValue")]
    [InlineData("DescribeVpcs", "VpcId.1=nonsense", "InvalidVpcID.NotFound")]
    [InlineData("DescribeSubnets", "SubnetId.1=nonsense", "InvalidSubnetID.NotFound")]
    [InlineData("DescribeSecurityGroups", "GroupId.1=sg-" + Nothing, "InvalidGroup.NotFound")]
    [InlineData("DescribeSecurityGroups", "GroupId.1=nonsense", "InvalidGroupId.Malformed")]
    [InlineData("DescribeSecurityGroupRules", "SecurityGroupRuleId.1=sgr-" + Nothing, "InvalidSecurityGroupRuleId.NotFound")]
    [InlineData("DescribeSecurityGroupRules", "SecurityGroupRuleId.1=nonsense", "InvalidSecurityGroupRuleId.Malformed")]
    [InlineData("DescribeKeyPairs", "KeyName.1=nonsense", "InvalidKeyPair.NotFound")]
    [InlineData("DescribeNetworkInterfaces", "NetworkInterfaceId.1=eni-" + Nothing, "InvalidNetworkInterfaceID.NotFound")]
    [InlineData("DescribeRouteTables", "RouteTableId.1=rtb-" + Nothing, "InvalidRouteTableID.NotFound")]
    [InlineData("DescribeLaunchTemplates", "LaunchTemplateId.1=lt-" + Nothing, "InvalidLaunchTemplateId.NotFound")]
    [InlineData("DescribeLaunchTemplates", "LaunchTemplateId.1=nonsense", "InvalidLaunchTemplateId.Malformed")]
    [InlineData("DescribeLaunchTemplates", "LaunchTemplateName.1=nonsense", "InvalidLaunchTemplateName.NotFoundException")]
    [InlineData("DescribeRegions", "RegionName.1=moon-east-1", "InvalidParameterValue")]
    [InlineData("DescribeAvailabilityZones", "ZoneName.1=eu-west-1z", "InvalidParameterValue")]
    [InlineData("DescribeInstanceTypes", "InstanceType.1=t9.huge", "InvalidInstanceType")]
    [InlineData("CopyImage", "Name=abc&SourceRegion=moon-east-1&SourceImageId=ami-" + Nothing, "InvalidParameterValue")]
    [InlineData("CreateTags", "ResourceId.1=x-1&Tag.1.Key=a", "InvalidID")]
    public Task Should_Not_Name_What_Is_Not_There(string action, string rest, string code) => Ends(code, action, rest);

    [Theory]
    [InlineData("RunInstances", "MinCount=1&MaxCount=1")]
    [InlineData("RunInstances", "ImageId=ami-" + Nothing)]
    [InlineData("TerminateInstances", "")]
    [InlineData("GetConsoleOutput", "")]
    [InlineData("CreateImage", "Name=abc")]
    [InlineData("CopyImage", "Name=abc")]
    [InlineData("DeregisterImage", "")]
    [InlineData("ModifyImageAttribute", "")]
    [InlineData("ResetImageAttribute", "")]
    [InlineData("CreateSnapshot", "")]
    [InlineData("DeleteVolume", "")]
    [InlineData("CreateKeyPair", "")]
    [InlineData("DeleteKeyPair", "")]
    [InlineData("ImportKeyPair", "KeyName=a")]
    [InlineData("CreateVpc", "")]
    [InlineData("CreateSubnet", "CidrBlock=10.0.0.0/24")]
    [InlineData("DescribeVpcAttribute", "VpcId=vpc-1")]
    [InlineData("CreateSecurityGroup", "GroupName=a")]
    [InlineData("AuthorizeSecurityGroupIngress", "GroupName=default")]
    [InlineData("RevokeSecurityGroupIngress", "GroupName=default")]
    [InlineData("CreateLaunchTemplate", "LaunchTemplateName=abc")]
    [InlineData("CreateLaunchTemplateVersion", "LaunchTemplateName=abc")]
    [InlineData("DeleteLaunchTemplate", "")]
    [InlineData("DeleteLaunchTemplateVersions", "LaunchTemplateName=abc")]
    [InlineData("DescribeLaunchTemplateVersions", "")]
    [InlineData("CreateTags", "ResourceId.1=vpc-1")]
    [InlineData("CreateTags", "Tag.1.Key=a")]
    [InlineData("DeleteTags", "Tag.1.Key=a")]
    public Task Should_Have_Its_Required_Parameters(string action, string rest) => Ends("MissingParameter", action, rest);

    [Theory]
    [InlineData("GetConsoleOutput", "InstanceId")]
    [InlineData("RunInstances", "MinCount")]
    [InlineData("DeleteSecurityGroup", "groupName or groupId")]
    public async Task Should_Be_Told_Which_Parameter_Is_Missing_By_The_Name_That_AWS_Uses(string action, string named)
    {
        using var refusal = await Cloud.Http.GetAsync(
            new Uri(Cloud.Endpoint, $"/?Version=2016-11-15&Action={action}"), TestContext.Current.CancellationToken);

        (await refusal.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .ShouldContain($"<Message>The request must contain the parameter {named}</Message>");
    }

    [Theory]
    [InlineData("DescribeInstances", "MaxResults=4", "InvalidParameterValue")]
    [InlineData("DescribeInstances", "MaxResults=1001", "InvalidParameterValue")]
    [InlineData("DescribeInstances", "MaxResults=-1", "InvalidParameterValue")]
    [InlineData("DescribeInstances", "MaxResults=5&InstanceId.1=i-" + Nothing, "InvalidParameterCombination")]
    [InlineData("DescribeInstanceStatus", "MaxResults=5&InstanceId.1=i-" + Nothing, "InvalidParameterCombination")]
    [InlineData("DescribeLaunchTemplates", "MaxResults=201", "InvalidParameterValue")]
    [InlineData("DescribeInstanceTypes", "MaxResults=101", "InvalidParameterValue")]
    [InlineData("DescribeTags", "MaxResults=1", "InvalidParameterValue")]
    [InlineData("DescribeImages", "NextToken=made-up", "InvalidNextToken")]
    [InlineData("DescribeTags", "NextToken=7", "InvalidNextToken")]
    [InlineData("DescribeLaunchTemplateVersions", "LaunchTemplateVersion.1=$Latest&NextToken=x%00", "InvalidCharacter")]
    [InlineData("DescribeImages", "Filter.1.Name=colour&Filter.1.Value.1=red", "InvalidParameterValue")]
    [InlineData("DescribeImages", "Filter.1.Value.1=red", "InvalidParameterValue")]
    public Task Should_Ask_For_Pages_And_Filters_That_There_Are(string action, string rest, string code) => Ends(code, action, rest);

    [Fact]
    public Task Should_Not_Filter_By_More_Than_200_Values() => Ends("FilterLimitExceeded", "DescribeVpcs", Filters(201));

    [Fact]
    public async Task Should_Filter_By_200_Values() => (await Cloud.Call("DescribeVpcs", Filters(200))).ShouldBe("200");

    [Theory]
    [InlineData("CreateVpc", "CidrBlock=10.0.0.0/16", "subnet", "Tag.1.Key=a", "InvalidParameterValue")]
    [InlineData("CreateVpc", "CidrBlock=10.0.0.0/16", "vpc", "Tag.1.Key=aws:mine", "InvalidParameterValue")]
    [InlineData("CreateVpc", "CidrBlock=10.0.0.0/16", "vpc", "Tag.1.Key=", "InvalidTagKey.Malformed")]
    [InlineData("CreateVpc", "CidrBlock=10.0.0.0/16", "vpc", "Tag.1.Key=a&TagSpecification.1.Tag.2.Key=a", "InvalidParameterValue")]
    [InlineData("CreateVpc", "CidrBlock=10.0.0.0/16", "", "Tag.1.Key=a", "InvalidParameterValue")]
    public Task Should_Not_Tag_Otherwise_Than_Is_Allowed(string action, string rest, string type, string tag, string code) =>
        Ends(code, action, $"{rest}&TagSpecification.1.ResourceType={type}&TagSpecification.1.{tag}");

    [Theory]
    [InlineData(129, 1, 1, "InvalidParameterValue")]
    [InlineData(1, 257, 1, "InvalidParameterValue")]
    [InlineData(1, 1, 51, "TagLimitExceeded")]
    public Task Should_Not_Tag_Too_Much(int key, int value, int count, string code) => Ends(code, "CreateVpc", "CidrBlock=10.0.0.0/16&TagSpecification.1.ResourceType=vpc&" +
        string.Join('&', Enumerable.Range(1, count).Select(n =>
            $"TagSpecification.1.Tag.{n}.Key={new string('k', key)}{(count > 1 ? n : "")}&TagSpecification.1.Tag.{n}.Value={new string('v', value)}")));

    [Theory]
    [InlineData("not base64!")]
    [InlineData("YQ=")]
    public Task Should_Launch_With_User_Data_In_Base64(string data) =>
        Ends("InvalidUserData.Malformed", "CreateLaunchTemplate", $"LaunchTemplateName=data&LaunchTemplateData.UserData={data}");

    [Fact]
    public Task Should_Not_Launch_With_More_Than_16_KiB_Of_User_Data() =>
        Ends("InvalidUserData.Malformed", "CreateLaunchTemplate", $"LaunchTemplateName=data&LaunchTemplateData.UserData={Uri.EscapeDataString(LongData)}");

    [Fact]
    public async Task Should_Not_Run_With_More_Than_16_KiB_Of_User_Data()
    {
        using var ec2 = Cloud.Ec2();
        var image = (await ec2.DescribeImagesAsync(new() { Owners = ["amazon"] }, TestContext.Current.CancellationToken)).Images[0].ImageId;

        await Ends("InvalidUserData.Malformed", "RunInstances", $"MinCount=1&MaxCount=1&ImageId={image}&UserData={Uri.EscapeDataString(LongData)}");
        await Ends("InstanceLimitExceeded", "RunInstances", $"MinCount=1&MaxCount=2147483647&ImageId={image}");
        await Ends("InvalidParameterValue", "RunInstances", $"MinCount=2&MaxCount=1&ImageId={image}");
        await Ends("InvalidParameterValue", "RunInstances", $"MinCount=1&MaxCount=1&ImageId={image}&InstanceType=t4g.small");
    }

    [Theory]
    [InlineData("a.b.c.d.e.f.g.h.i=1")]
    [InlineData("A=1&LaunchTemplateData.A.B=1")]
    [InlineData("A.1=1&LaunchTemplateData.A.B=1")]
    [InlineData("A.1=1&LaunchTemplateData.A.1.B=1")]
    [InlineData("A..B=1")]
    [InlineData("1=1")]
    [InlineData("A<B=1")]
    public Task Should_Not_Hold_Launch_Template_Data_That_No_Client_Makes(string data) =>
        Ends("UnknownParameter", "CreateLaunchTemplate", $"LaunchTemplateName=data&LaunchTemplateData.{data}");

    [Theory]
    [InlineData("CreateVpc", "CidrBlock=10.0.0.0/8", "InvalidVpc.Range")]
    [InlineData("CreateVpc", "CidrBlock=fd00::/16", "InvalidParameterValue")]
    [InlineData("CreateVpc", "CidrBlock=everything", "InvalidParameterValue")]
    [InlineData("CreateSecurityGroup", "GroupName=default&GroupDescription=a", "InvalidGroup.Reserved")]
    [InlineData("CreateSecurityGroup", "GroupName=sg-1&GroupDescription=a", "InvalidParameterValue")]
    [InlineData("AuthorizeSecurityGroupIngress", "GroupName=default&IpProtocol=tcp&FromPort=1&ToPort=65536&CidrIp=0.0.0.0/0", "InvalidParameterValue")]
    [InlineData("AuthorizeSecurityGroupIngress", "GroupName=default&IpProtocol=tcp&FromPort=2&ToPort=1&CidrIp=0.0.0.0/0", "InvalidParameterValue")]
    [InlineData("AuthorizeSecurityGroupIngress", "GroupName=default&IpProtocol=tcp&FromPort=1&ToPort=1&CidrIp=somewhere", "InvalidParameterValue")]
    [InlineData("AuthorizeSecurityGroupIngress", "GroupName=default&IpProtocol=pigeon&CidrIp=0.0.0.0/0", "InvalidParameterValue")]
    [InlineData("ImportKeyPair", "KeyName=a&PublicKeyMaterial=AAAA", "InvalidKey.Format")]
    [InlineData("CreateKeyPair", "KeyName=a&KeyType=dsa", "InvalidParameterValue")]
    [InlineData("CreateLaunchTemplate", "LaunchTemplateName=a%20b&LaunchTemplateData.ImageId=ami-1", "InvalidLaunchTemplateName.MalformedException")]
    [InlineData("DescribeLaunchTemplateVersions", "LaunchTemplateVersion.1=1", "MissingParameter")]
    [InlineData("DescribeVpcAttribute", "VpcId=vpc-1&Attribute=colour", "InvalidVpcID.NotFound")]
    public Task Should_Not_Ask_For_What_Cannot_Be(string action, string rest, string code) => Ends(code, action, rest);

    private static string Filters(int values) => "Filter.1.Name=vpc-id&" +
        string.Join('&', Enumerable.Range(1, values).Select(number => $"Filter.1.Value.{number}=vpc-{number}"));

    private Task Ends(string code, string action, string rest) => Refused($"400 {code}", () => Cloud.Call(action, rest));
}
