# What is wrong is said before anything is asked of AWS. Each run holds a wrong value for several variables; all of them have to be refused.

mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-west-1a", "eu-west-1b"] }
  }
}

variables {
  application   = "shop"
  environment   = "prod"
  preview_cidrs = ["203.0.113.7/32"]
}

run "one_wrong_value_each" {
  command = plan

  variables {
    application          = "Shop"
    tags                 = { "bundt:app" = "shop" }
    network              = { vpc_id = "vpc-1", balancer_subnet_ids = ["subnet-1"], server_subnet_ids = ["subnet-1", "subnet-2"] }
    vpc_cidr             = "10.0.0.0/24"
    zones                = ["eu-west-1a"]
    nat                  = "two"
    public_cidrs         = ["203.0.113.7/24"]
    certificate_arn      = "shop.example.com"
    http_port            = 0
    preview_cidrs        = []
    idle_timeout         = 0
    application_port     = 70000
    health_check         = { path = "health" }
    deregistration_delay = 3601
    slow_start           = 10
    parameters           = ["/*"]
    secrets              = ["*"]
    kms_keys             = ["arn:aws:kms:eu-west-1:123456789012:alias/shop"]
    policy_arns          = ["arn:aws:iam::aws:policy/AdministratorAccess"]
    alarms               = { latency = 0 }
    state_bucket         = "Leases"
    settings             = { server = { min = 3 } }
  }

  expect_failures = [
    var.application,
    var.tags,
    var.network,
    var.vpc_cidr,
    var.zones,
    var.nat,
    var.public_cidrs,
    var.certificate_arn,
    var.http_port,
    var.preview_cidrs,
    var.idle_timeout,
    var.application_port,
    var.health_check,
    var.deregistration_delay,
    var.slow_start,
    var.parameters,
    var.secrets,
    var.kms_keys,
    var.policy_arns,
    var.alarms,
    var.state_bucket,
    var.settings,
  ]
}

run "another_one_each" {
  command = plan

  variables {
    environment   = "prod_1"
    https_port    = 80
    preview_cidrs = ["0.0.0.0/0"]
    health_check  = { interval = 5, timeout = 5 }
    settings      = { traffic = { loadBalancer = "other" } }
  }

  expect_failures = [
    var.environment,
    var.https_port,
    var.preview_cidrs,
    var.health_check,
    var.settings,
  ]
}

run "a_third_one_each" {
  command = plan

  variables {
    environment   = "a-name-that-is-far-too-long"
    preview_ports = { blue = 80 }
    health_check  = { healthy = 1 }
    settings      = { aws = { account = "210987654321" } }
  }

  expect_failures = [
    var.environment,
    var.preview_ports,
    var.health_check,
    var.settings,
  ]
}

run "a_name_that_aws_keeps_for_itself" {
  command = plan

  variables {
    application = "internal"
  }

  expect_failures = [var.application]
}
