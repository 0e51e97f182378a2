variable "application" {
  description = "The application's short name. It begins the names of all that is made, here and by Bundt."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.application))
    error_message = "Small letters, digits and single hyphens, a letter first: shop, or shop-api."
  }

  validation {
    condition     = !startswith("${var.application}-", "internal-") && !startswith("${var.application}-", "sg-")
    error_message = "AWS takes no load balancer whose name begins with internal-, and no security group whose name begins with sg-."
  }
}

variable "environment" {
  description = "The environment's name: what stands behind --env, and the name of its file without .yaml."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.environment))
    error_message = "Small letters, digits and single hyphens, a letter first: prod, or white-label-a."
  }

  validation {
    condition     = length("${var.application}-${var.environment}-green") <= 32
    error_message = "APPLICATION-ENVIRONMENT-green names a target group, and AWS takes no more than 32 characters."
  }
}

variable "tags" {
  description = "Tags of everything that is made here."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.tags) : !startswith(lower(key), "bundt:") && !startswith(lower(key), "aws:")])
    error_message = "Tags that begin with bundt: mark what a release makes and prunes, those that begin with aws: are AWS's own."
  }
}

# The network

variable "network" {
  description = <<-EOT
    The network to stand in: the VPC, the subnets of the load balancer and those of the servers, each list in two zones or more. Without it one is
    made (vpc_cidr, zones, nat). Several stacks share one by giving them all the outputs of the module ./network.
  EOT
  type = object({
    vpc_id              = string
    balancer_subnet_ids = list(string)
    server_subnet_ids   = list(string)
    bake_subnet_id      = optional(string)
  })
  default = null

  validation {
    condition     = var.network == null ? true : length(var.network.balancer_subnet_ids) >= 2 && length(var.network.server_subnet_ids) >= 2
    error_message = "Two subnets or more, in zones of their own, for the load balancer and for the servers."
  }
}

variable "vpc_cidr" {
  description = "The range of the VPC that is made: a /16 to a /20."
  type        = string
  default     = "10.0.0.0/16"
  nullable    = false

  validation {
    condition     = try(cidrsubnet(var.vpc_cidr, 0, 0) == var.vpc_cidr && tonumber(split("/", var.vpc_cidr)[1]) >= 16 && tonumber(split("/", var.vpc_cidr)[1]) <= 20, false)
    error_message = "A network in CIDR notation, from /16 to /20: 10.0.0.0/16."
  }
}

variable "zones" {
  description = "The availability zones of the VPC that is made, such as eu-west-1a; the first two of the region without this."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(var.zones) == 0 || (length(var.zones) >= 2 && length(var.zones) <= 6 && length(distinct(var.zones)) == length(var.zones))
    error_message = "Two to six different zones: a load balancer takes no fewer than two."
  }
}

variable "nat" {
  description = <<-EOT
    How servers in the VPC that is made reach the outside: one (a NAT gateway for all zones), zone (one in each, so that no zone needs another), or
    none (no private subnets: servers stand in the public ones, with addresses of their own that their security group lets nobody reach).
  EOT
  type        = string
  default     = "one"
  nullable    = false

  validation {
    condition     = contains(["none", "one", "zone"], var.nat)
    error_message = "none, one or zone."
  }
}

# The load balancer

variable "internal" {
  description = "Whether the load balancer is reached from the VPC alone."
  type        = bool
  default     = false
  nullable    = false
}

variable "public_cidrs" {
  description = "Who reaches the application: networks in CIDR notation. Everybody, unless said otherwise."
  type        = list(string)
  default     = ["0.0.0.0/0"]
  nullable    = false

  validation {
    condition     = length(var.public_cidrs) > 0 && alltrue([for cidr in var.public_cidrs : try(cidrsubnet(cidr, 0, 0) == cidr, false)])
    error_message = "At least one network in CIDR notation, with no bit set behind its mask: 0.0.0.0/0, or 203.0.113.0/24."
  }
}

variable "certificate_arn" {
  description = "The ARN of the certificate in ACM. With it the application is served by HTTPS, and HTTP is redirected there; without it by HTTP."
  type        = string
  default     = null

  validation {
    condition     = var.certificate_arn == null ? true : can(regex("^arn:[a-z-]+:(acm|iam):", var.certificate_arn))
    error_message = "The ARN of a certificate: arn:aws:acm:REGION:ACCOUNT:certificate/ID."
  }
}

variable "ssl_policy" {
  description = "The security policy of the HTTPS listener."
  type        = string
  default     = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  nullable    = false
}

variable "http_port" {
  description = "The port of the HTTP listener: the live one without a certificate, else the redirecting one."
  type        = number
  default     = 80
  nullable    = false

  validation {
    condition     = var.http_port >= 1 && var.http_port <= 65535 && floor(var.http_port) == var.http_port
    error_message = "A port, 1 to 65535."
  }
}

variable "https_port" {
  description = "The port of the HTTPS listener."
  type        = number
  default     = 443
  nullable    = false

  validation {
    condition     = var.https_port >= 1 && var.https_port <= 65535 && var.https_port != var.http_port
    error_message = "A port, 1 to 65535, and not the one of HTTP."
  }
}

variable "preview_ports" {
  description = "The ports of the two preview listeners, by which Bundt looks at each target group before the public does."
  type = object({
    blue  = optional(number, 8081)
    green = optional(number, 8082)
  })
  default  = {}
  nullable = false

  validation {
    condition     = length(distinct([var.preview_ports.blue, var.preview_ports.green, var.http_port, var.https_port])) == 4
    error_message = "Two ports that no other listener has."
  }

  validation {
    condition     = alltrue([for port in values(var.preview_ports) : port >= 1 && port <= 65535 && floor(port) == port])
    error_message = "Ports, 1 to 65535."
  }
}

variable "preview_cidrs" {
  description = "The deploying machines: the networks, in CIDR notation, that reach the previews, and the temporary instance of a bake. Never everybody."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.preview_cidrs) > 0 && alltrue([for cidr in var.preview_cidrs : try(cidrsubnet(cidr, 0, 0) == cidr, false)])
    error_message = "At least one network in CIDR notation, with no bit set behind its mask: 203.0.113.7/32."
  }

  validation {
    condition     = alltrue([for cidr in var.preview_cidrs : try(tonumber(split("/", cidr)[1]) >= 8, false)])
    error_message = "A preview shows what is not live yet: nothing wider than a /8, and never 0.0.0.0/0."
  }
}

variable "idle_timeout" {
  description = "After how many seconds without a byte the load balancer closes a connection."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.idle_timeout >= 1 && var.idle_timeout <= 4000
    error_message = "1 to 4000 seconds."
  }
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the load balancer. To destroy the environment, first apply with false."
  type        = bool
  default     = false
  nullable    = false
}

# The servers

variable "application_port" {
  description = "The port that the application listens on."
  type        = number
  default     = 8080
  nullable    = false

  validation {
    condition     = var.application_port >= 1 && var.application_port <= 65535 && floor(var.application_port) == var.application_port
    error_message = "A port, 1 to 65535."
  }
}

variable "health_check" {
  description = "How both target groups ask a server whether it is well. Times are seconds."
  type = object({
    path      = optional(string, "/health")
    interval  = optional(number, 10)
    timeout   = optional(number, 5)
    healthy   = optional(number, 3)
    unhealthy = optional(number, 3)
    matcher   = optional(string, "200")
  })
  default  = {}
  nullable = false

  validation {
    condition     = startswith(var.health_check.path, "/") && var.health_check.timeout < var.health_check.interval
    error_message = "The path begins with /, and an answer takes less time than there is between two questions."
  }

  validation {
    condition     = alltrue([for count in [var.health_check.healthy, var.health_check.unhealthy] : count >= 2 && count <= 10]) && var.health_check.interval >= 5 && var.health_check.interval <= 300
    error_message = "2 to 10 answers in a row, and 5 to 300 seconds between them."
  }
}

variable "deregistration_delay" {
  description = "How many seconds a server that leaves goes on answering: what the longest request takes."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.deregistration_delay >= 0 && var.deregistration_delay <= 3600
    error_message = "0 to 3600 seconds."
  }
}

variable "slow_start" {
  description = "Over how many seconds a new server's share of the traffic grows; 0 for all of it at once."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.slow_start == 0 || (var.slow_start >= 30 && var.slow_start <= 900)
    error_message = "0, or 30 to 900 seconds."
  }
}

variable "parameters" {
  description = "The parameters of SSM Parameter Store that servers read, as /shop/prod/database or /shop/prod/*; none without this."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for name in var.parameters : can(regex("^/[A-Za-z0-9_.-]+/", name))])
    error_message = "Names that begin with / and have two parts or more; a * comes after the second /."
  }
}

variable "secrets" {
  description = "The ARNs of the secrets of Secrets Manager that servers read; none without this."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.secrets : can(regex("^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[^*]+", arn))])
    error_message = "ARNs of Secrets Manager; a * at most at the end."
  }
}

variable "kms_keys" {
  description = "The ARNs of the KMS keys that these parameters and secrets are encrypted with, where they are not AWS's own."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.kms_keys : can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[^*]+$", arn))])
    error_message = "ARNs of keys, not of aliases: arn:aws:kms:REGION:ACCOUNT:key/ID."
  }
}

variable "policy_arns" {
  description = "The ARNs of further policies that servers have. The more they may do, the more may whoever breaks into one."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.policy_arns : can(regex("^arn:[a-z-]+:iam::(aws|[0-9]{12}):policy/", arn)) && !endswith(arn, "/AdministratorAccess")])
    error_message = "ARNs of policies, and not AdministratorAccess."
  }
}

# What is watched

variable "alarms" {
  description = "The limits of the alarms that the script watch/alarms reads while a swap is watched; null for no alarms."
  type = object({
    server_errors = optional(number, 10)  # answers 5xx in a minute, of the servers and of the load balancer itself
    latency       = optional(number, 1.5) # seconds, of 95 % of the answers
    minutes       = optional(number, 1)   # how long it has to be so
    actions       = optional(list(string), [])
  })
  default = {}

  validation {
    condition     = var.alarms == null ? true : var.alarms.server_errors > 0 && var.alarms.latency > 0 && var.alarms.minutes >= 1
    error_message = "Limits above 0, for a minute or longer."
  }
}

# What Bundt is told

variable "state_bucket" {
  description = "The bucket that holds leases and history, made by the module ./state; null for Bundt's own name for it, bundt-ACCOUNT-REGION."
  type        = string
  default     = null

  validation {
    condition     = var.state_bucket == null ? true : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.state_bucket))
    error_message = "The name of a bucket: 3 to 63 small letters, digits, hyphens and dots."
  }
}

variable "settings" {
  description = <<-EOT
    What else stands in the environment file, by its sections, as in build/environments/schema.json: application.checkout, bake.source, the sizes in
    servers, how traffic moves, verify, swap. With extends = "NAME" it is taken from a file of your own beside it.
  EOT
  type        = any
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([for section in try(keys(var.settings), ["none"]) : contains(
      ["extends", "application", "bake", "servers", "traffic", "verify", "swap", "hooks", "notify", "retain", "prune", "leaseExpiry"], section
    )])
    error_message = "Sections of an environment file: extends, application, bake, servers, traffic, verify, swap, hooks, notify, retain, prune, leaseExpiry. The others are this module's."
  }

  validation {
    condition = alltrue([for key in try(keys(var.settings.traffic), []) : !contains(["loadBalancer", "listener", "rule", "targetGroups", "preview"], key)]) && alltrue(
    [for key in try(keys(var.settings.servers), []) : !contains(["subnets", "securityGroups", "instanceProfile"], key)])
    error_message = "The names of the load balancer, its listeners and target groups, of subnets, security groups and the profile come from this module."
  }
}

variable "endpoint" {
  description = "For an AWS that is not AWS's own, its URL, or local; null for AWS."
  type        = string
  default     = null
}
