# A stack in the local cloud, which has neither NAT gateways nor CloudWatch. The endpoint comes from the environment.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  skip_metadata_api_check = true
}

module "stack" {
  source = "../../../module"

  application          = "web"
  environment          = "made"
  nat                  = "none"
  alarms               = null
  preview_cidrs        = ["127.0.0.1/32"]
  http_port            = 18080
  preview_ports        = { blue = 18081, green = 18082 }
  health_check         = { interval = 5, timeout = 2, healthy = 2, unhealthy = 2 }
  deregistration_delay = 5
  parameters           = ["/web/made/*"]
  policy_arns          = ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"]
  tags                 = { team = "web" }
  state_bucket         = "leases"
  endpoint             = "local"

  settings = {
    application = { checkout = ".local/web", test = "./test.sh" }
    bake        = { source = { name = "debian-12-*", owner = "136693071363" }, sshPort = 2222, sshInterface = "private_ip", pollSeconds = 1 }
    servers = {
      instanceType = "t3.micro", min = 1, max = 2, desired = 1, healthGrace = "20s"
      userData     = "#!/bin/sh\nln -sf /etc/web/environments/local.env /etc/web/environment\n"
    }
    verify = { window = "2s", timeout = "1m", probes = 4 }
    swap   = { settle = "30s", watch = "2s", warm = "30m" }
  }
}

output "environment_file" {
  description = "What Bundt reads."
  value       = module.stack.environment_file
}
