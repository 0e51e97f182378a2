# A VPC with a public subnet in each zone, for the load balancer and for bakes, and a private one, for the servers.

data "aws_availability_zones" "here" {
  state = "available"

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

locals {
  zones   = length(var.zones) > 0 ? var.zones : slice(sort(data.aws_availability_zones.here.names), 0, 2)
  private = var.nat == "none" ? [] : local.zones
  exits   = var.nat == "none" ? [] : var.nat == "one" ? slice(local.zones, 0, 1) : local.zones

  # Sixteen equal parts, public ones from the first, private ones from the ninth: a zone more moves no other subnet.
  public_cidrs  = { for place, zone in local.zones : zone => cidrsubnet(var.cidr, 4, place) }
  private_cidrs = { for place, zone in local.private : zone => cidrsubnet(var.cidr, 4, 8 + place) }
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = merge(var.tags, { Name = var.name })
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
  tags   = merge(var.tags, { Name = var.name })
}

resource "aws_subnet" "public" {
  for_each                = local.public_cidrs
  vpc_id                  = aws_vpc.this.id
  availability_zone       = each.key
  cidr_block              = each.value
  map_public_ip_on_launch = true
  tags                    = merge(var.tags, { Name = "${var.name}-public-${substr(each.key, -1, 1)}", tier = "public" })
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id
  tags   = merge(var.tags, { Name = "${var.name}-public" })
}

resource "aws_route" "public" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_route_table_association" "public" {
  for_each       = aws_subnet.public
  subnet_id      = each.value.id
  route_table_id = aws_route_table.public.id
}

resource "aws_subnet" "private" {
  for_each          = local.private_cidrs
  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = merge(var.tags, { Name = "${var.name}-private-${substr(each.key, -1, 1)}", tier = "private" })
}

resource "aws_eip" "exit" {
  for_each = toset(local.exits)
  domain   = "vpc"
  tags     = merge(var.tags, { Name = "${var.name}-${substr(each.key, -1, 1)}" })
}

resource "aws_nat_gateway" "exit" {
  for_each      = aws_eip.exit
  allocation_id = each.value.id
  subnet_id     = aws_subnet.public[each.key].id
  tags          = merge(var.tags, { Name = "${var.name}-${substr(each.key, -1, 1)}" })

  depends_on = [aws_internet_gateway.this]
}

resource "aws_route_table" "private" {
  for_each = aws_subnet.private
  vpc_id   = aws_vpc.this.id
  tags     = merge(var.tags, { Name = "${var.name}-private-${substr(each.key, -1, 1)}" })
}

resource "aws_route" "private" {
  for_each               = aws_route_table.private
  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.exit[var.nat == "one" ? local.exits[0] : each.key].id
}

resource "aws_route_table_association" "private" {
  for_each       = aws_subnet.private
  subnet_id      = each.value.id
  route_table_id = aws_route_table.private[each.key].id
}
