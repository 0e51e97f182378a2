mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_region" {
    defaults = { name = "eu-west-1" }
  }
}

run "the_bucket_that_bundt_looks_for" {
  command = plan

  assert {
    condition     = output.name == "bundt-123456789012-eu-west-1" && aws_s3_bucket.this.force_destroy != true
    error_message = "Bundt's own name for it."
  }
  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "What is written over can be read again."
  }
  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "It is encrypted."
  }
  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls, aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls, aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "Nothing of it is public."
  }
}

run "a_key_of_ones_own" {
  command = plan

  variables {
    name    = "leases"
    kms_key = "arn:aws:kms:eu-west-1:123456789012:key/1"
  }

  assert {
    condition     = output.name == "leases" && one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).kms_master_key_id == var.kms_key
    error_message = "The name and the key that are given."
  }
}

run "no_name_of_a_bucket" {
  command = plan

  variables {
    name = "Leases"
  }

  expect_failures = [var.name]
}

run "an_alias" {
  command = plan

  variables {
    kms_key = "alias/shop"
  }

  expect_failures = [var.kms_key]
}
