locals {
  # A section of the file: what this module knows, over what the team says of it; nothing of it is null.
  sections = {
    application = { name = var.application, port = var.application_port }
    aws = {
      account  = data.aws_caller_identity.me.account_id
      region   = data.aws_region.here.name
      endpoint = var.endpoint
    }
    bake = { subnet = local.network.bake_subnet_id, ingress = var.preview_cidrs }
    servers = {
      subnets         = local.network.server_subnet_ids
      securityGroups  = [aws_security_group.servers.name]
      instanceProfile = aws_iam_instance_profile.server.name
    }
    traffic = {
      loadBalancer = aws_lb.this.name
      listener     = local.live_port
      targetGroups = { for colour, group in aws_lb_target_group.this : colour => group.name }
      preview      = var.preview_ports
    }
  }

  # The team's own word counts for what it may decide, such as bake.ingress or bake.subnet.
  file = merge(
    { for name, value in var.settings : name => value if !can(local.sections[name]) },
    { for name, section in local.sections : name => {
      for key, value in merge(section, try(var.settings[name], {})) : key => value if value != null
    } },
    { stateBucket = local.state_bucket },
  )

  state_bucket = coalesce(var.state_bucket, "bundt-${data.aws_caller_identity.me.account_id}-${data.aws_region.here.name}")
}

output "environment_file" {
  description = "Bundt's environment file; --target=Provision writes it to DIR/environments/NAME.yaml"
  value       = "# Made by Terraform: --target=Provision writes it. Change its settings there, not here.\n${yamlencode(local.file)}"

  # Whoever reads the file finds all of it there.
  depends_on = [
    aws_lb_listener.live, aws_lb_listener.preview, aws_lb_listener.redirect, aws_iam_role_policy.server, aws_iam_role_policy_attachment.server,
    aws_vpc_security_group_ingress_rule.public, aws_vpc_security_group_ingress_rule.preview, aws_vpc_security_group_ingress_rule.balancer,
    aws_vpc_security_group_egress_rule.servers, aws_vpc_security_group_egress_rule.outside,
  ]
}

output "address" {
  description = "Where the application answers: the load balancer's own name."
  value       = "${local.is_https ? "https" : "http"}://${aws_lb.this.dns_name}${contains([80, 443], local.live_port) ? "" : ":${local.live_port}"}/"
}

output "load_balancer" {
  description = "The load balancer: its name, ARN, DNS name and hosted zone, for a record of your own."
  value = {
    name     = aws_lb.this.name
    arn      = aws_lb.this.arn
    dns_name = aws_lb.this.dns_name
    zone_id  = aws_lb.this.zone_id
  }
}

output "target_groups" {
  description = "The ARNs of the two target groups, by colour."
  value       = { for colour, group in aws_lb_target_group.this : colour => group.arn }
}

output "network" {
  description = "The network that the stack stands in, in the form that the variable network takes."
  value       = local.network
}

output "security_groups" {
  description = "The ids of the security groups of the load balancer and the servers."
  value       = { balancer = aws_security_group.balancer.id, servers = aws_security_group.servers.id }
}

output "server_role" {
  description = "The role of the servers, for policies of your own."
  value       = { name = aws_iam_role.server.name, arn = aws_iam_role.server.arn, profile = aws_iam_instance_profile.server.name }
}

output "alarms" {
  description = "The names of the alarms."
  value       = [for alarm in aws_cloudwatch_metric_alarm.live : alarm.alarm_name]
}
