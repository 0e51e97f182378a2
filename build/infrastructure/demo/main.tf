# An environment of the local cloud that Terraform makes and removes: ./build.sh --target=Provision --env=demo --endpoint=local
# The local cloud has neither NAT gateways nor CloudWatch. How it is reached, Bundt tells the provider.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  skip_metadata_api_check = true
}

module "demo" {
  source = "../../../scripts/infrastructure"

  application          = "web"
  environment          = "demo"
  endpoint             = "local"
  nat                  = "none"
  alarms               = null
  preview_cidrs        = ["127.0.0.1/32"]
  http_port            = 18080
  preview_ports        = { blue = 18081, green = 18082 }
  health_check         = { interval = 5, timeout = 2, healthy = 2, unhealthy = 2 }
  deregistration_delay = 5
  tags                 = { team = "web" }
  state_bucket         = "bundt-terraform"

  settings = {
    application = { checkout = ".local/web", test = "./test.sh" }
    bake        = { source = { name = "debian-12-*", owner = "136693071363" }, sshPort = 2222, sshInterface = "private_ip", pollSeconds = 1 }
    servers = {
      instanceType = "t3.micro", min = 2, max = 4, desired = 2, healthGrace = "20s"
      userData     = "#!/bin/sh\nln -sf /etc/web/environments/local.env /etc/web/environment\n"
    }
    verify = { window = "3s", timeout = "1m", probes = 6 }
    swap   = { settle = "30s", watch = "5s", warm = "30m" }
  }
}

output "environment_file" {
  description = "What Bundt reads: build/environments/demo.yaml."
  value       = module.demo.environment_file
}
