locals {
  is_https     = var.certificate_arn != null
  live_port    = local.is_https ? var.https_port : var.http_port
  public_ports = local.is_https ? [var.https_port, var.http_port] : [var.http_port]
}

# Who reaches the load balancer

resource "aws_security_group" "balancer" {
  name        = "${local.name}-balancer"
  description = "The load balancer of ${local.name}: the public, and the deploying machines"
  vpc_id      = local.network.vpc_id
  tags        = merge(local.tags, { Name = "${local.name}-balancer" })
}

resource "aws_vpc_security_group_ingress_rule" "public" {
  for_each          = { for pair in setproduct(local.public_ports, var.public_cidrs) : "${pair[0]} ${pair[1]}" => pair }
  security_group_id = aws_security_group.balancer.id
  description       = "The application"
  cidr_ipv4         = each.value[1]
  ip_protocol       = "tcp"
  from_port         = each.value[0]
  to_port           = each.value[0]
  tags              = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "preview" {
  for_each          = { for pair in setproduct(values(var.preview_ports), var.preview_cidrs) : "${pair[0]} ${pair[1]}" => pair }
  security_group_id = aws_security_group.balancer.id
  description       = "A preview, for the deploying machines alone"
  cidr_ipv4         = each.value[1]
  ip_protocol       = "tcp"
  from_port         = each.value[0]
  to_port           = each.value[0]
  tags              = local.tags
}

resource "aws_vpc_security_group_egress_rule" "servers" {
  security_group_id            = aws_security_group.balancer.id
  description                  = "The servers, and nothing else"
  referenced_security_group_id = aws_security_group.servers.id
  ip_protocol                  = "tcp"
  from_port                    = var.application_port
  to_port                      = var.application_port
  tags                         = local.tags
}

# What it does

resource "aws_lb" "this" {
  name                       = local.name
  load_balancer_type         = "application"
  internal                   = var.internal
  security_groups            = [aws_security_group.balancer.id]
  subnets                    = local.network.balancer_subnet_ids
  idle_timeout               = var.idle_timeout
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection
  tags                       = local.tags
}

resource "aws_lb_target_group" "this" {
  for_each             = toset(["blue", "green"])
  name                 = "${local.name}-${each.key}"
  target_type          = "instance"
  protocol             = "HTTP"
  port                 = var.application_port
  vpc_id               = local.network.vpc_id
  deregistration_delay = var.deregistration_delay
  slow_start           = var.slow_start
  tags                 = local.tags

  health_check {
    path                = var.health_check.path
    interval            = var.health_check.interval
    timeout             = var.health_check.timeout
    healthy_threshold   = var.health_check.healthy
    unhealthy_threshold = var.health_check.unhealthy
    matcher             = var.health_check.matcher
  }
}

# The live listener: where its default action forwards to is a release's business from the first one on.
resource "aws_lb_listener" "live" {
  load_balancer_arn = aws_lb.this.arn
  port              = local.live_port
  protocol          = local.is_https ? "HTTPS" : "HTTP"
  certificate_arn   = var.certificate_arn
  ssl_policy        = local.is_https ? var.ssl_policy : null
  tags              = local.tags

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this["blue"].arn
  }

  lifecycle {
    ignore_changes = [default_action]
  }
}

resource "aws_lb_listener" "redirect" {
  count             = local.is_https ? 1 : 0
  load_balancer_arn = aws_lb.this.arn
  port              = var.http_port
  protocol          = "HTTP"
  tags              = local.tags

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = tostring(var.https_port)
      status_code = "HTTP_301"
    }
  }
}

# Each preview shows one target group for ever: a release that is verified through it must not be able to turn it elsewhere.
resource "aws_lb_listener" "preview" {
  for_each          = aws_lb_target_group.this
  load_balancer_arn = aws_lb.this.arn
  port              = var.preview_ports[each.key]
  protocol          = "HTTP"
  tags              = local.tags

  default_action {
    type             = "forward"
    target_group_arn = each.value.arn
  }
}
