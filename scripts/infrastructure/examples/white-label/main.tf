# One application under several brands' names: a stack for each, all in one network. What they have in common stands in environments/shop.yaml,
# which a person writes; each brand's file, which is made here, extends it.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

variable "brands" {
  description = "The brands by the names of their environments, each with its sizes and, where it has one, its address and certificate."
  type = map(object({
    min         = optional(number, 2)
    max         = optional(number, 6)
    address     = optional(string)
    certificate = optional(string)
  }))
  default = {
    white-label-a = { address = "https://shop.brand-a.example" }
    white-label-b = { max = 12 }
  }
}

module "network" {
  source = "../../network"
  name   = "shop"
}

module "brand" {
  source   = "../.."
  for_each = var.brands

  application     = "shop"
  environment     = each.key
  network         = module.network
  preview_cidrs   = ["203.0.113.7/32"]
  certificate_arn = each.value.certificate
  parameters      = ["/shop/${each.key}/*"]

  settings = {
    extends = "shop"
    bake    = { from = { owner = "self" } } # the image that the shop itself was released from
    servers = {
      min      = each.value.min
      max      = each.value.max
      userData = "#!/bin/sh\nln -sf /etc/shop/environments/${each.key}.env /etc/shop/environment\n"
    }
    traffic = { address = each.value.address }
  }
}

output "environment_files" {
  description = "By brand: terraform output -json environment_files | jq -r '.[\"white-label-a\"]' >environments/white-label-a.yaml"
  value       = { for name, brand in module.brand : name => brand.environment_file }
}
