mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-west-1c", "eu-west-1a", "eu-west-1b"] }
  }
}

variables {
  name = "shop"
}

run "two_zones_and_one_way_out" {
  command = plan

  assert {
    condition     = { for zone, subnet in aws_subnet.public : zone => subnet.cidr_block } == { eu-west-1a = "10.0.0.0/20", eu-west-1b = "10.0.16.0/20" }
    error_message = "A public subnet in each of the first two zones."
  }
  assert {
    condition     = { for zone, subnet in aws_subnet.private : zone => subnet.cidr_block } == { eu-west-1a = "10.0.128.0/20", eu-west-1b = "10.0.144.0/20" }
    error_message = "And a private one."
  }
  assert {
    condition     = length(aws_nat_gateway.exit) == 1 && length(aws_route.private) == 2
    error_message = "One NAT gateway, for both."
  }
  assert {
    condition     = aws_subnet.public["eu-west-1a"].map_public_ip_on_launch && aws_subnet.private["eu-west-1a"].map_public_ip_on_launch != true
    error_message = "Servers have no address of their own."
  }
}

run "a_way_out_of_each_zone" {
  command = plan

  variables {
    nat   = "zone"
    zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
  }

  assert {
    condition     = toset(keys(aws_nat_gateway.exit)) == toset(["eu-west-1a", "eu-west-1b", "eu-west-1c"]) && length(aws_route_table.private) == 3
    error_message = "A NAT gateway in each zone."
  }
}

run "without_private_subnets" {
  command = plan

  variables {
    nat = "none"
  }

  assert {
    condition     = length(aws_subnet.private) + length(aws_nat_gateway.exit) + length(aws_eip.exit) == 0
    error_message = "No NAT gateway, and nothing that would need one."
  }
}

run "an_unknown_way_out" {
  command = plan

  variables {
    nat = "two"
  }

  expect_failures = [var.nat]
}

run "a_small_network" {
  command = plan

  variables {
    cidr = "10.0.0.0/24"
  }

  expect_failures = [var.cidr]
}
