# One image, with what can be asked of the builder amazon-ebs as variables. Works unchanged on Packer 1.6.

variable "endpoint" { type = string }
variable "region" { type = string }
variable "source_ami" { type = string }
variable "name" { type = string }

variable "command" {
  type    = string
  default = "id"
}

variable "users" {
  type    = list(string)
  default = []
}

variable "regions" {
  type    = list(string)
  default = []
}

variable "encrypt" {
  type    = bool
  default = false
}

variable "force" {
  type    = bool
  default = false
}

source "amazon-ebs" "image" {
  region                                = var.region
  custom_endpoint_ec2                   = var.endpoint
  skip_region_validation                = true
  skip_metadata_api_check               = true
  source_ami                            = var.source_ami
  instance_type                         = "t3.micro"
  communicator                          = "ssh"
  ssh_username                          = "root"
  ssh_port                              = 2222
  ssh_interface                         = "private_ip"
  ssh_timeout                           = "2m"
  temporary_security_group_source_cidrs = ["127.0.0.1/32"]
  ami_name                              = var.name
  ami_description                       = "An image of Packer's"
  ami_users                             = var.users
  ami_regions                           = var.regions
  encrypt_boot                          = var.encrypt ? true : null
  force_deregister                      = var.force
  force_delete_snapshot                 = var.force
  tags                                  = { kind = "image" }
  snapshot_tags                         = { kind = "snapshot" }
  run_tags                              = { kind = "temporary" }

  aws_polling {
    delay_seconds = 1
    max_attempts  = 120
  }
}

build {
  sources = ["source.amazon-ebs.image"]

  provisioner "shell" {
    inline = ["touch /opt/baked", var.command]
  }
}
