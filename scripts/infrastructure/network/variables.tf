variable "name" {
  description = "What the names of all that is made begin with."
  type        = string
  nullable    = false
}

variable "cidr" {
  description = "The range of the VPC: a /16 to a /20."
  type        = string
  default     = "10.0.0.0/16"
  nullable    = false

  validation {
    condition     = try(cidrsubnet(var.cidr, 0, 0) == var.cidr && tonumber(split("/", var.cidr)[1]) >= 16 && tonumber(split("/", var.cidr)[1]) <= 20, false)
    error_message = "A network in CIDR notation, from /16 to /20: 10.0.0.0/16."
  }
}

variable "zones" {
  description = "The availability zones; the first two of the region without this."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "nat" {
  description = "How servers reach the outside: one NAT gateway, one in each zone, or none, in the public subnets."
  type        = string
  default     = "one"
  nullable    = false

  validation {
    condition     = contains(["none", "one", "zone"], var.nat)
    error_message = "none, one or zone."
  }
}

variable "tags" {
  description = "Tags of everything that is made here."
  type        = map(string)
  default     = {}
  nullable    = false
}
