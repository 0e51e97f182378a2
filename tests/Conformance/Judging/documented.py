"""What AWS documents in prose and not in its models: members that it always answers, and errors that any call may meet."""

# By shape, the members that every example of AWS's API references has, and that clients read without looking whether they are there.
ALWAYS = {
    # EC2
    "Reservation": "ReservationId OwnerId Instances",
    "Instance": "InstanceId ImageId State InstanceType LaunchTime Placement Monitoring Architecture "
    "RootDeviceType RootDeviceName BlockDeviceMappings VirtualizationType Hypervisor SecurityGroups NetworkInterfaces SourceDestCheck "
    "AmiLaunchIndex EbsOptimized MetadataOptions ClientToken",
    "InstanceState": "Code Name",
    "InstanceStateChange": "InstanceId CurrentState PreviousState",
    "InstanceStatus": "InstanceId InstanceState InstanceStatus SystemStatus AvailabilityZone",
    "Placement": "AvailabilityZone Tenancy",
    "Image": "ImageId Name State OwnerId Public CreationDate Architecture ImageType RootDeviceName RootDeviceType VirtualizationType "
    "Hypervisor ImageLocation BlockDeviceMappings",
    "Snapshot": "SnapshotId VolumeId State StartTime Progress OwnerId VolumeSize Encrypted",
    "Volume": "VolumeId Size State AvailabilityZone CreateTime Encrypted Attachments VolumeType",
    "SecurityGroup": "GroupId GroupName Description OwnerId VpcId IpPermissions IpPermissionsEgress",
    "IpPermission": "IpProtocol IpRanges UserIdGroupPairs Ipv6Ranges PrefixListIds",
    "SecurityGroupRule": "SecurityGroupRuleId GroupId GroupOwnerId IsEgress IpProtocol",
    "KeyPairInfo": "KeyPairId KeyName KeyFingerprint KeyType",
    "KeyPair": "KeyPairId KeyName KeyFingerprint KeyMaterial",
    "Subnet": "SubnetId VpcId CidrBlock State AvailabilityZone AvailabilityZoneId AvailableIpAddressCount DefaultForAz MapPublicIpOnLaunch "
    "OwnerId SubnetArn",
    "Vpc": "VpcId CidrBlock State IsDefault DhcpOptionsId InstanceTenancy OwnerId",
    "AvailabilityZone": "ZoneName ZoneId RegionName State ZoneType OptInStatus",
    "Region": "RegionName Endpoint OptInStatus",
    "LaunchTemplate": "LaunchTemplateId LaunchTemplateName CreateTime CreatedBy DefaultVersionNumber LatestVersionNumber",
    "LaunchTemplateVersion": "LaunchTemplateId LaunchTemplateName VersionNumber CreateTime CreatedBy DefaultVersion LaunchTemplateData",
    "TagDescription": "Key Value ResourceId ResourceType",
    "InstanceTypeOffering": "InstanceType LocationType Location",
    "InstanceTypeInfo": "InstanceType CurrentGeneration FreeTierEligible SupportedUsageClasses SupportedRootDeviceTypes "
    "SupportedVirtualizationTypes BareMetal Hypervisor ProcessorInfo VCpuInfo MemoryInfo InstanceStorageSupported EbsInfo NetworkInfo "
    "PlacementGroupInfo HibernationSupported BurstablePerformanceSupported DedicatedHostsSupported AutoRecoverySupported SupportedBootModes",
    "NetworkInfo": "NetworkPerformance MaximumNetworkInterfaces MaximumNetworkCards DefaultNetworkCardIndex NetworkCards "
    "Ipv4AddressesPerInterface Ipv6AddressesPerInterface Ipv6Supported EnaSupport EfaSupported EncryptionInTransitSupported",
    "EbsInfo": "EbsOptimizedSupport EncryptionSupport NvmeSupport",
    "GetConsoleOutputResult": "InstanceId Timestamp",
    # Auto Scaling; what is required is in its models, and a call may do without Instances
    "AutoScalingGroup": "AutoScalingGroupARN VPCZoneIdentifier SuspendedProcesses EnabledMetrics Tags TerminationPolicies "
    "NewInstancesProtectedFromScaleIn ServiceLinkedRoleARN HealthCheckGracePeriod TargetGroupARNs LoadBalancerNames",
    "Activity": "Details AutoScalingGroupARN Description",
    "LaunchConfiguration": "LaunchConfigurationARN SecurityGroups BlockDeviceMappings InstanceMonitoring EbsOptimized",
    "ScalingPolicy": "AutoScalingGroupName PolicyName PolicyARN PolicyType Alarms Enabled",
    "ScheduledUpdateGroupAction": "AutoScalingGroupName ScheduledActionName ScheduledActionARN StartTime",
    "LifecycleHook": "LifecycleHookName AutoScalingGroupName LifecycleTransition HeartbeatTimeout GlobalTimeout DefaultResult",
    # Elastic Load Balancing
    "LoadBalancer": "LoadBalancerArn DNSName CanonicalHostedZoneId CreatedTime LoadBalancerName Scheme VpcId State Type AvailabilityZones "
    "IpAddressType",
    "TargetGroup": "TargetGroupArn TargetGroupName Protocol Port VpcId HealthCheckProtocol HealthCheckPort HealthCheckEnabled "
    "HealthCheckIntervalSeconds HealthCheckTimeoutSeconds HealthyThresholdCount UnhealthyThresholdCount LoadBalancerArns TargetType "
    "ProtocolVersion IpAddressType HealthCheckPath Matcher",
    "Listener": "ListenerArn LoadBalancerArn Port Protocol DefaultActions",
    "Rule": "RuleArn Priority Conditions Actions IsDefault",
    "TargetHealthDescription": "Target TargetHealth",
    # Others
    "GetCallerIdentityResponse": "UserId Account Arn",
    "Parameter": "Name Type Value Version LastModifiedDate ARN DataType",
    "Bucket": "Name CreationDate",
    "Object": "Key LastModified ETag Size StorageClass",
    "ListObjectsV2Output": "Name Prefix KeyCount MaxKeys IsTruncated",
    "GetObjectOutput": "ETag LastModified ContentLength ContentType AcceptRanges",
    "HeadObjectOutput": "ETag LastModified ContentLength ContentType AcceptRanges",
    "PutObjectOutput": "ETag",
}

# "Common errors" of each API reference, "Error codes for the Amazon EC2 API", "Error responses" of Amazon S3.
QUERY = """ValidationError Throttling ServiceUnavailable InternalFailure InvalidAction MissingParameter InvalidClientTokenId
SignatureDoesNotMatch IncompleteSignature MissingAuthenticationToken RequestExpired AccessDenied OptInRequired InvalidParameterValue
InvalidParameterCombination MalformedQueryString"""
COMMON_ERRORS = {
    "query": set(QUERY.split()),
    "json": {"ThrottlingException", "InternalServerError", "UnknownOperationException", "SerializationException", "ValidationException"},
    "ec2": set("""AuthFailure DryRunOperation IdempotentParameterMismatch InternalError InvalidAction InvalidParameter
InvalidParameterCombination InvalidParameterValue InvalidParameterDependency InvalidQueryParameter MalformedQueryString MissingParameter
OptInRequired RequestExpired RequestLimitExceeded UnauthorizedOperation Unavailable UnknownParameter UnsupportedOperation ValidationError
InvalidID InvalidNextToken InvalidPaginationToken InvalidFormat Unsupported InsufficientInstanceCapacity OperationNotPermitted
IncorrectInstanceState IncorrectState VolumeInUse DependencyViolation TagLimitExceeded InvalidTagKey.Malformed InvalidTagValue.Malformed
InvalidAMIID.NotFound InvalidAMIID.Malformed InvalidAMIID.Unavailable InvalidAMIName.Duplicate InvalidAMIName.Malformed
InvalidAMIAttributeItemValue InvalidUserID.Malformed InvalidInstanceID.NotFound InvalidInstanceID.Malformed InvalidInstanceType
InvalidInstanceAttributeValue InvalidAttributeValue InvalidUserData.Malformed InvalidBlockDeviceMapping InvalidSnapshot.NotFound
InvalidSnapshotID.Malformed InvalidRouteTableID.NotFound InvalidNetworkInterfaceID.NotFound InvalidSnapshot.InUse InvalidVolume.NotFound InvalidVolumeID.Malformed InvalidParameterValue.Malformed
InvalidGroup.NotFound InvalidGroupId.Malformed InvalidGroupID.Malformed InvalidGroup.Duplicate InvalidGroup.InUse InvalidGroup.Reserved
CannotDelete InvalidPermission.NotFound InvalidPermission.Duplicate InvalidPermission.Malformed InvalidSecurityGroupRuleId.NotFound
InvalidKeyPair.NotFound InvalidKeyPair.Duplicate InvalidKeyPair.Format InvalidKey.Format InvalidSubnetID.NotFound
InvalidSubnetId.Malformed InvalidSubnet.Conflict InvalidSubnet.Range InvalidVpcID.NotFound InvalidVpcId.Malformed InvalidVpc.Range
InvalidLaunchTemplateId.NotFound InvalidLaunchTemplateId.Malformed InvalidLaunchTemplateName.AlreadyExistsException
InvalidLaunchTemplateName.NotFoundException InvalidLaunchTemplateName.MalformedException InvalidLaunchTemplateId.VersionNotFound
InvalidZone.NotFound InvalidAvailabilityZone VPCIdNotSpecified DefaultVpcAlreadyExists VolumeTypeNotAvailableInZone
SecurityGroupLimitExceeded InvalidInternetGatewayID.NotFound Gateway.NotAttached Resource.AlreadyAssociated RouteAlreadyExists
InvalidRoute.NotFound InvalidAssociationID.NotFound""".split()),
    "rest-xml": set("""AccessDenied BadDigest BucketAlreadyExists BucketAlreadyOwnedByYou BucketNotEmpty InvalidArgument InvalidBucketName
InvalidDigest InvalidRange InvalidRequest InternalError MalformedXML MethodNotAllowed MissingContentLength NoSuchBucket NoSuchKey
NotImplemented PreconditionFailed RequestTimeTooSkewed ServiceUnavailable SignatureDoesNotMatch SlowDown XAmzContentSHA256Mismatch
InvalidAccessKeyId AuthorizationHeaderMalformed NoSuchVersion NoSuchPublicAccessBlockConfiguration NoSuchTagSet NoSuchBucketPolicy
NoSuchCORSConfiguration NoSuchWebsiteConfiguration NoSuchLifecycleConfiguration ReplicationConfigurationNotFoundError
ObjectLockConfigurationNotFoundError""".split()),
}

# Where AWS does not keep to its own models, as the examples of its API references show.
BESIDES = {"CreateSecurityGroupResult": {"return"}}  # "true", although the model knows no such member
WORDS = {"InternetGatewayAttachment": {"State": {"available"}}}  # said of the member, and missing in its enumeration
EMPTY = {"LaunchConfiguration": {"KernelId", "RamdiskId", "KeyName"}}  # shorter than the model's minimum where there is none


def always(shape):
    """The members that a shape always has."""
    return ALWAYS.get(shape, "").split()
