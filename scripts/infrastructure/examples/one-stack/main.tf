# One stack in a network of its own: shop, in production.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

module "prod" {
  source = "../.."

  application     = "shop"
  environment     = "prod"
  preview_cidrs   = ["203.0.113.7/32"]
  certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
  parameters      = ["/shop/prod/*"]
  nat             = "zone"
  tags            = { team = "shop" }

  settings = {
    application = { checkout = "../shop", test = "./test.sh", versionPath = "/version" }
    bake        = { source = { name = "debian-12-amd64-*", owner = "136693071363" } }
    servers = {
      instanceType = "t3.medium", min = 3, max = 12, desired = 3
      userData     = "#!/bin/sh\nln -sf /etc/shop/environments/prod.env /etc/shop/environment\n"
      scaling      = [{ name = "cpu", metric = "ASGAverageCPUUtilization", target = 55 }]
    }
    traffic = { address = "https://www.example.com" }
    swap    = { watch = "5m", failedPercent = 0.5, warm = "4h" }
  }
}

output "environment_file" {
  description = "terraform output -raw environment_file >environments/prod.yaml"
  value       = module.prod.environment_file
}
