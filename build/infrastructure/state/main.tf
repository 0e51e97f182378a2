# The bucket of leases and history, once for an account and region: here of what Terraform makes in the local cloud, whose own environment has
# another. Provision makes it before an environment.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  skip_metadata_api_check = true
  s3_use_path_style       = true
}

module "state" {
  source = "../../../scripts/infrastructure/state"
  name   = "bundt-terraform"
}

output "name" {
  description = "The bucket."
  value       = module.state.name
}
