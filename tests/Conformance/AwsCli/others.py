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
refused("BucketNotEmpty", "s3api delete-bucket --bucket conformance")
aws("s3api delete-object --bucket conformance --key a/1.txt")
aws("s3api delete-objects --bucket conformance --delete Objects=[{Key=a/2.txt}]")
aws("s3api delete-bucket --bucket conformance")
refused("NoSuchBucket", "s3api list-objects-v2 --bucket conformance")
