# Who reaches the servers

resource "aws_security_group" "servers" {
  name        = "${local.name}-servers"
  description = "The servers of ${local.name}: from the load balancer alone"
  vpc_id      = local.network.vpc_id
  tags        = merge(local.tags, { Name = "${local.name}-servers" })
}

resource "aws_vpc_security_group_ingress_rule" "balancer" {
  security_group_id            = aws_security_group.servers.id
  description                  = "The load balancer"
  referenced_security_group_id = aws_security_group.balancer.id
  ip_protocol                  = "tcp"
  from_port                    = var.application_port
  to_port                      = var.application_port
  tags                         = local.tags
}

resource "aws_vpc_security_group_egress_rule" "outside" {
  security_group_id = aws_security_group.servers.id
  description       = "What they fetch"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
  tags              = local.tags
}

# What they may do: read the parameters and secrets that are named, and nothing without them.

locals {
  parameters = [for name in var.parameters : "arn:${data.aws_partition.here.partition}:ssm:${data.aws_region.here.name}:${data.aws_caller_identity.me.account_id}:parameter${name}"]

  statements = concat(
    length(local.parameters) == 0 ? [] : [{ Effect = "Allow", Action = ["ssm:GetParameter", "ssm:GetParameters"], Resource = local.parameters }],
    length(var.secrets) == 0 ? [] : [{ Effect = "Allow", Action = ["secretsmanager:GetSecretValue"], Resource = var.secrets }],
    length(var.kms_keys) == 0 ? [] : [{ Effect = "Allow", Action = ["kms:Decrypt"], Resource = var.kms_keys }],
  )
}

resource "aws_iam_role" "server" {
  name        = "${local.name}-server"
  description = "The servers of ${local.name}"
  tags        = local.tags

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "server" {
  count  = length(local.statements) > 0 ? 1 : 0
  name   = "reads"
  role   = aws_iam_role.server.id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.statements })
}

resource "aws_iam_role_policy_attachment" "server" {
  for_each   = toset(var.policy_arns)
  role       = aws_iam_role.server.name
  policy_arn = each.value
}

resource "aws_iam_instance_profile" "server" {
  name = "${local.name}-server"
  role = aws_iam_role.server.name
  tags = local.tags
}
