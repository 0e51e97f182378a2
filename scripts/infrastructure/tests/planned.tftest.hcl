# What is planned, and what the environment file says of it. AWS is not asked: what it would answer is made up.

mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-west-1c", "eu-west-1a", "eu-west-1b"] }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_region" {
    defaults = { name = "eu-west-1" }
  }
  mock_resource "aws_lb" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop-prod/1", dns_name = "shop-prod.example.com" }
  }
  mock_resource "aws_lb_target_group" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop-prod/1" }
  }
  mock_resource "aws_lb_listener" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop-prod/1/2" }
  }
}

variables {
  application   = "shop"
  environment   = "prod"
  preview_cidrs = ["203.0.113.7/32", "198.51.100.0/24"]
}

run "one_stack_over_http" {
  command = plan

  assert {
    condition     = [for colour in ["blue", "green"] : aws_lb_target_group.this[colour].name] == ["shop-prod-blue", "shop-prod-green"]
    error_message = "Two target groups, named after the environment."
  }
  assert {
    condition     = aws_lb_listener.live.port == 80 && aws_lb_listener.live.protocol == "HTTP" && length(aws_lb_listener.redirect) == 0
    error_message = "Without a certificate there is one public listener, of HTTP."
  }
  assert {
    condition     = { for colour, listener in aws_lb_listener.preview : colour => listener.port } == { blue = 8081, green = 8082 }
    error_message = "Each target group has a preview on a port of its own."
  }
  assert {
    condition     = { for key, rule in aws_vpc_security_group_ingress_rule.public : key => rule.cidr_ipv4 } == { "80 0.0.0.0/0" = "0.0.0.0/0" }
    error_message = "The public reaches the live listener, and nothing else."
  }
  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.preview) == 4 && alltrue([for rule in aws_vpc_security_group_ingress_rule.preview : contains(var.preview_cidrs, rule.cidr_ipv4)])
    error_message = "Each deploying machine reaches both previews, and nobody else does."
  }
  assert {
    condition     = aws_vpc_security_group_ingress_rule.balancer.from_port == 8080 && aws_vpc_security_group_ingress_rule.balancer.to_port == 8080 && aws_vpc_security_group_ingress_rule.balancer.cidr_ipv4 == null
    error_message = "The servers are reached from a security group, on the application's port alone."
  }
  assert {
    condition     = length(aws_iam_role_policy.server) == 0 && length(aws_iam_role_policy_attachment.server) == 0
    error_message = "Servers that read nothing may do nothing."
  }
  assert {
    condition     = tolist(sort(output.alarms)) == tolist(["shop-prod-live-balancer-errors", "shop-prod-live-latency", "shop-prod-live-server-errors"])
    error_message = "Three alarms, by whose names the watch script finds them."
  }
}

run "over_https" {
  command = plan

  variables {
    certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/1"
  }

  assert {
    condition     = aws_lb_listener.live.port == 443 && aws_lb_listener.live.protocol == "HTTPS" && aws_lb_listener.live.certificate_arn == var.certificate_arn
    error_message = "With a certificate the live listener is one of HTTPS."
  }
  assert {
    condition     = aws_lb_listener.redirect[0].port == 80 && aws_lb_listener.redirect[0].default_action[0].redirect[0].port == "443" && aws_lb_listener.redirect[0].default_action[0].redirect[0].status_code == "HTTP_301"
    error_message = "HTTP is redirected to it."
  }
  assert {
    condition     = toset(keys(aws_vpc_security_group_ingress_rule.public)) == toset(["443 0.0.0.0/0", "80 0.0.0.0/0"])
    error_message = "The public reaches both."
  }
}

run "what_servers_may_read" {
  command = plan

  variables {
    parameters = ["/shop/prod/*"]
    secrets    = ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/prod-AbCdEf"]
    kms_keys   = ["arn:aws:kms:eu-west-1:123456789012:key/1"]
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.server[0].policy).Statement == [
      { Effect = "Allow", Action = ["ssm:GetParameter", "ssm:GetParameters"], Resource = ["arn:aws:ssm:eu-west-1:123456789012:parameter/shop/prod/*"] },
      { Effect = "Allow", Action = ["secretsmanager:GetSecretValue"], Resource = ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/prod-AbCdEf"] },
      { Effect = "Allow", Action = ["kms:Decrypt"], Resource = ["arn:aws:kms:eu-west-1:123456789012:key/1"] },
    ]
    error_message = "What is named, and nothing else."
  }
}

run "no_alarms" {
  command = plan

  variables {
    alarms = null
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.live) == 0
    error_message = "Where there is no CloudWatch, there are no alarms."
  }
}

run "in_a_network_that_is_there" {
  command = plan

  variables {
    network = { vpc_id = "vpc-1", balancer_subnet_ids = ["subnet-1", "subnet-2"], server_subnet_ids = ["subnet-3", "subnet-4"] }
  }

  assert {
    condition     = length(module.network) == 0 && aws_lb_target_group.this["blue"].vpc_id == "vpc-1" && aws_lb.this.subnets == toset(["subnet-1", "subnet-2"])
    error_message = "No network is made where one is named."
  }
}

run "the_environment_file" {
  command = apply

  variables {
    network = { vpc_id = "vpc-1", balancer_subnet_ids = ["subnet-1", "subnet-2"], server_subnet_ids = ["subnet-3", "subnet-4"], bake_subnet_id = "subnet-1" }
    settings = {
      extends     = "shop"
      application = { checkout = "../shop" }
      servers     = { min = 3, max = 12, userData = "#!/bin/sh\necho hello\n" }
      traffic     = { address = null }
      retain      = 7
    }
  }

  assert {
    condition = yamldecode(output.environment_file) == {
      extends     = "shop"
      retain      = 7
      application = { name = "shop", port = 8080, checkout = "../shop" }
      aws         = { account = "123456789012", region = "eu-west-1" }
      bake        = { subnet = "subnet-1", ingress = ["203.0.113.7/32", "198.51.100.0/24"] }
      servers = {
        subnets  = ["subnet-3", "subnet-4"], securityGroups = ["shop-prod-servers"], instanceProfile = "shop-prod-server", min = 3, max = 12
        userData = "#!/bin/sh\necho hello\n"
      }
      traffic     = { loadBalancer = "shop-prod", listener = 80, targetGroups = { blue = "shop-prod-blue", green = "shop-prod-green" }, preview = { blue = 8081, green = 8082 } }
      stateBucket = "bundt-123456789012-eu-west-1"
    }
    error_message = "The names of what is made, and the settings beside them: ${output.environment_file}"
  }
  assert {
    condition     = output.address == "http://shop-prod.example.com/"
    error_message = "The load balancer's own name."
  }
}
