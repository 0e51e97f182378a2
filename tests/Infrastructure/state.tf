# The bucket of leases and history in the local cloud. The endpoint comes from the environment.

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
  source = "../../../module/state"
  name   = "leases"
}

output "name" {
  description = "The bucket."
  value       = module.state.name
}
