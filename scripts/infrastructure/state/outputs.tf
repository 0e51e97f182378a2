output "name" {
  description = "The bucket's name, for state_bucket of the environments."
  value       = aws_s3_bucket.this.bucket

  depends_on = [aws_s3_bucket_versioning.this, aws_s3_bucket_server_side_encryption_configuration.this, aws_s3_bucket_public_access_block.this]
}
