# The bucket of leases and history, one for an account and region. It outlives every environment: who released what, and who is at work, must be
# known while an environment is made, destroyed and made anew.

data "aws_caller_identity" "me" {}

data "aws_region" "here" {}

resource "aws_s3_bucket" "this" {
  bucket = coalesce(var.name, "bundt-${data.aws_caller_identity.me.account_id}-${data.aws_region.here.name}")
  tags   = var.tags

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    bucket_key_enabled = var.kms_key != null

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key
    }
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
