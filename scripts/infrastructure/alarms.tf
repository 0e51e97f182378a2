# What the script watch/alarms looks at after a swap: all alarms whose names begin with APPLICATION-ENVIRONMENT-live-.

locals {
  alarms = var.alarms == null ? {} : {
    server-errors   = { metric = "HTTPCode_Target_5XX_Count", statistic = "Sum", limit = var.alarms.server_errors, what = "answers 5xx of the servers in a minute" }
    balancer-errors = { metric = "HTTPCode_ELB_5XX_Count", statistic = "Sum", limit = var.alarms.server_errors, what = "answers 5xx of the load balancer itself in a minute" }
    latency         = { metric = "TargetResponseTime", statistic = "p95", limit = var.alarms.latency, what = "seconds, which 95 % of the answers do not take" }
  }
}

resource "aws_cloudwatch_metric_alarm" "live" {
  for_each            = local.alarms
  alarm_name          = "${local.name}-live-${each.key}"
  alarm_description   = "More than ${each.value.limit} ${each.value.what}"
  namespace           = "AWS/ApplicationELB"
  metric_name         = each.value.metric
  dimensions          = { LoadBalancer = aws_lb.this.arn_suffix }
  statistic           = each.value.statistic == "Sum" ? "Sum" : null
  extended_statistic  = each.value.statistic == "Sum" ? null : each.value.statistic
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.limit
  period              = 60
  evaluation_periods  = var.alarms.minutes
  treat_missing_data  = "notBreaching" # no answers are no bad answers
  alarm_actions       = var.alarms.actions
  ok_actions          = var.alarms.actions
  tags                = local.tags
}
