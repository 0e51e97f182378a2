"""Who one is, which images there are, and objects in buckets."""
import os
import tempfile

from cli import aws, refused, shows

shows("000000000000", "sts get-caller-identity --query Account")

name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
image = aws(f"ssm get-parameter --name {name} --query Parameter.Value")
shows("available", f"ec2 describe-images --image-ids {image} --query Images[0].State")
refused("ParameterNotFound", "ssm get-parameter --name /mine")
shows(10, "ssm get-parameters-by-path --path /aws/service --recursive --query length(Parameters)")
shows(["/mine"], f"ssm get-parameters --names {name} /mine --query InvalidParameters")

aws("s3 mb s3://conformance")
assert "conformance" in aws("s3api list-buckets --query Buckets[].Name")
aws("s3api head-bucket --bucket conformance")
aws("s3api get-bucket-location --bucket conformance")
refused("404", "s3api head-bucket --bucket elsewhere")
with tempfile.TemporaryDirectory() as folder:
    there, back = os.path.join(folder, "there"), os.path.join(folder, "back")
    with open(there, "w", encoding="utf-8") as file:
        file.write("content")
    aws(f"s3 cp {there} s3://conformance/a/1.txt")
    aws(f"s3 cp s3://conformance/a/1.txt {back}")
    with open(back, encoding="utf-8") as file:
        assert file.read() == "content"
    aws(f"s3api put-object --bucket conformance --key a/2.txt --body {there} --if-none-match '*' --metadata colour=green")
    refused("PreconditionFailed", f"s3api put-object --bucket conformance --key a/2.txt --body {there} --if-none-match '*'")
    refused("NoSuchKey", f"s3api get-object --bucket conformance --key a/3.txt {back}")
shows("green", "s3api head-object --bucket conformance --key a/2.txt --query Metadata.colour")
refused("404", "s3api head-object --bucket conformance --key a/3.txt")
shows(["a/1.txt", "a/2.txt"], "s3api list-objects-v2 --bucket conformance --prefix a/ --query Contents[].Key")
# Settings of the bucket
shows("AES256", "s3api get-bucket-encryption --bucket conformance --query ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.SSEAlgorithm")
aws("s3api put-bucket-encryption --bucket conformance --server-side-encryption-configuration "
    "Rules=[{ApplyServerSideEncryptionByDefault={SSEAlgorithm=aws:kms},BucketKeyEnabled=true}]")
shows(True, "s3api get-bucket-encryption --bucket conformance --query ServerSideEncryptionConfiguration.Rules[0].BucketKeyEnabled")
aws("s3api delete-bucket-encryption --bucket conformance")
shows(True, "s3api get-public-access-block --bucket conformance --query PublicAccessBlockConfiguration.BlockPublicPolicy")
aws("s3api delete-public-access-block --bucket conformance")
refused("NoSuchPublicAccessBlockConfiguration", "s3api get-public-access-block --bucket conformance")
aws("s3api put-public-access-block --bucket conformance --public-access-block-configuration BlockPublicAcls=true")
refused("NoSuchTagSet", "s3api get-bucket-tagging --bucket conformance")
aws("s3api put-bucket-tagging --bucket conformance --tagging TagSet=[{Key=team,Value=web}]")
shows(["web"], "s3api get-bucket-tagging --bucket conformance --query TagSet[].Value")
aws("s3api delete-bucket-tagging --bucket conformance")
shows(["FULL_CONTROL"], "s3api get-bucket-acl --bucket conformance --query Grants[].Permission")
shows("BucketOwner", "s3api get-bucket-request-payment --bucket conformance --query Payer")
aws("s3api get-bucket-accelerate-configuration --bucket conformance")
aws("s3api get-bucket-logging --bucket conformance")
for error, setting in (("NoSuchBucketPolicy", "bucket-policy"), ("NoSuchCORSConfiguration", "bucket-cors"), ("NoSuchWebsiteConfiguration", "bucket-website"),
                       ("NoSuchLifecycleConfiguration", "bucket-lifecycle-configuration"),
                       ("ReplicationConfigurationNotFoundError", "bucket-replication"),
                       ("ObjectLockConfigurationNotFoundError", "object-lock-configuration")):
    refused(error, f"s3api get-{setting} --bucket conformance")

# Versions
aws("s3 mb s3://versioned")
aws("s3api put-bucket-versioning --bucket versioned --versioning-configuration Status=Enabled")
shows("Enabled", "s3api get-bucket-versioning --bucket versioned --query Status")
first = aws("s3api put-object --bucket versioned --key a --metadata colour=blue --query VersionId")
second = aws("s3api put-object --bucket versioned --key a --metadata colour=green --query VersionId")
shows("blue", f"s3api head-object --bucket versioned --key a --version-id {first} --query Metadata.colour")
marker = aws("s3api delete-object --bucket versioned --key a --query VersionId")
refused("404", "s3api head-object --bucket versioned --key a")
shows([second, first], "s3api list-object-versions --bucket versioned --query Versions[].VersionId")
aws(f"s3api delete-object --bucket versioned --key a --version-id {marker}")
shows("green", "s3api head-object --bucket versioned --key a --query Metadata.colour")
refused("BucketNotEmpty", "s3api delete-bucket --bucket versioned")
aws(f"s3api delete-objects --bucket versioned --delete Objects=[{{Key=a,VersionId={first}}},{{Key=a,VersionId={second}}}]")
aws("s3api delete-bucket --bucket versioned")

refused("BucketNotEmpty", "s3api delete-bucket --bucket conformance")
aws("s3api delete-object --bucket conformance --key a/1.txt")
aws("s3api delete-objects --bucket conformance --delete Objects=[{Key=a/2.txt}]")
aws("s3api delete-bucket --bucket conformance")
refused("NoSuchBucket", "s3api list-objects-v2 --bucket conformance")
