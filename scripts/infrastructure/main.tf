# What an environment stands on. Bundt finds it by the names in the environment file, and puts launch templates, server groups and images into it;
# of what is made here it changes the default action of the live listener alone.

data "aws_caller_identity" "me" {}

data "aws_region" "here" {}

data "aws_partition" "here" {}

locals {
  name = "${var.application}-${var.environment}"
  tags = merge(var.tags, { application = var.application, environment = var.environment })

  network = var.network != null ? var.network : {
    vpc_id              = module.network[0].vpc_id
    balancer_subnet_ids = module.network[0].balancer_subnet_ids
    server_subnet_ids   = module.network[0].server_subnet_ids
    bake_subnet_id      = module.network[0].bake_subnet_id
  }
}

module "network" {
  source = "./network"
  count  = var.network == null ? 1 : 0

  name  = local.name
  cidr  = var.vpc_cidr
  zones = var.zones
  nat   = var.nat
  tags  = local.tags
}
