output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.this.id
}

output "balancer_subnet_ids" {
  description = "The subnets of the load balancer."
  value       = [for zone in local.zones : aws_subnet.public[zone].id]
}

output "server_subnet_ids" {
  description = "The subnets of the servers, once they have a way out."
  value       = [for zone in local.zones : var.nat == "none" ? aws_subnet.public[zone].id : aws_subnet.private[zone].id]

  depends_on = [aws_route.public, aws_route.private, aws_route_table_association.public, aws_route_table_association.private]
}

output "bake_subnet_id" {
  description = "The subnet of bakes: a public one, where the deploying machine reaches the temporary instance."
  value       = aws_subnet.public[local.zones[0]].id
}
