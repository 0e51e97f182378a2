# Everything that differs from bake to bake. Bundt gives a value for each; by hand, write them into a .pkrvars.hcl file.
# Packer 1.6 has neither regex() nor alltrue(): "regex_replace leaves nothing" says that the whole value matches.

# --- where ---

variable "region" {
  type        = string
  description = "AWS region of the bake and of the image."
}

variable "ec2_endpoint" {
  type        = string
  default     = ""
  description = "URL of an EC2 endpoint other than AWS, such as Bundt's local cloud; empty for AWS."
}

variable "vpc_id" {
  type        = string
  default     = ""
  description = "VPC of the temporary instance and its security group; empty for the default VPC."
}

variable "vpc_filter" {
  type        = map(string)
  default     = {}
  description = "Finds the VPC instead, as DescribeVpcs filters it, such as { \"tag:Name\" = \"prod\" }; one must be left."
}

variable "subnet_id" {
  type        = string
  default     = ""
  description = "Subnet of the temporary instance; empty lets AWS choose in the default VPC."
}

variable "subnet_filter" {
  type        = map(string)
  default     = {}
  description = "Finds the subnet instead, as DescribeSubnets filters them; of several, the one with the most free addresses."
}

variable "instance_type" {
  type        = string
  description = "Type of the temporary instance."
}

variable "iam_instance_profile" {
  type        = string
  default     = ""
  description = "Instance profile of the temporary instance, if the build needs AWS; empty for none."
}

variable "volume" {
  type        = map(string)
  default     = {}
  description = "Root volume of the temporary instance, and so of the image: device, size (GiB), type, iops and throughput, encrypted, kms_key_id. Empty: as in the source image."
}

variable "poll_seconds" {
  type        = number
  default     = 5
  description = "Seconds between two looks at the state of an instance or image."
}

# --- from what, to what ---

variable "source_ami" {
  type        = string
  description = "Id of the image to start from. It offers sshd, and what the build command needs (for .NET: the SDK, on PATH)."
}

variable "ami_name" {
  type        = string
  description = "Name of the new image, unique in account and region."

  validation {
    condition     = length(var.ami_name) >= 3 && length(var.ami_name) <= 128
    error_message = "The image's name has 3 to 128 characters."
  }
}

variable "ami_description" {
  type        = string
  default     = ""
  description = "Description of the new image."
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of the image and its snapshots, and of the temporary instance and its volumes."
}

variable "run_id" {
  type        = string
  description = "Id of the run that bakes; the temporary instance is named packer-RUN."
}

variable "manifest" {
  type        = string
  description = "Path of the file to write the result to (JSON, .builds[0].artifact_id is REGION:AMI)."
}

# --- how to reach the temporary instance ---

variable "ssh_username" {
  type        = string
  description = "User to log in as: root, or one who may use sudo without a password."
}

variable "ssh_port" {
  type        = number
  default     = 22
  description = "Port of sshd on the temporary instance."
}

variable "ssh_interface" {
  type        = string
  default     = "public_ip"
  description = "Address to connect to: public_ip, private_ip, public_dns or private_dns."
}

variable "ssh_ingress_cidrs" {
  type        = list(string)
  description = "Who may reach sshd meanwhile: the deploying machine's own address, such as 203.0.113.7/32."

  validation {
    condition     = length(var.ssh_ingress_cidrs) > 0
    error_message = "Nothing may reach the temporary instance: name the address of the deploying machine, such as 203.0.113.7/32."
  }

  validation {
    condition     = length([for cidr in var.ssh_ingress_cidrs : cidr if regex_replace(cidr, "^[0-9a-fA-F.:]+/[1-9][0-9]*$", "") != ""]) == 0
    error_message = "Each is a block such as 203.0.113.7/32, and never the whole world: 0.0.0.0/0 and ::/0 are refused."
  }
}

# --- the application ---

variable "app_name" {
  type        = string
  default     = "web"
  description = "Name of the application: of its unit, its user, /opt/NAME and /etc/NAME."

  validation {
    condition     = regex_replace(var.app_name, "^[a-z][a-z0-9-]{0,30}$", "") == ""
    error_message = "The application's name is made of small letters, digits and hyphens, at most 31, a letter first."
  }
}

variable "app_port" {
  type        = number
  default     = 8080
  description = "Port that the application listens on, unless ASPNETCORE_URLS says otherwise."
}

variable "repository" {
  type        = string
  description = "URL of the git repository, without credentials, as the temporary instance can reach it."
}

variable "repository_user" {
  type        = string
  default     = ""
  description = "User to fetch the code as, where the repository is private."
}

variable "repository_token" {
  type        = string
  default     = ""
  sensitive   = true
  description = "Token to fetch the code with, where the repository is private. It is in no file: give it as PKR_VAR_repository_token."
}

variable "release" {
  type        = string
  description = "Annotated tag to build, such as v1.4.2."

  validation {
    condition     = regex_replace(var.release, "^v[0-9][0-9A-Za-z.+-]*$", "") == ""
    error_message = "A release is a tag such as v1.4.2."
  }
}

variable "commit" {
  type        = string
  description = "Commit that the tag must stand on (40 hexadecimal digits)."

  validation {
    condition     = regex_replace(var.commit, "^[0-9a-f]{40}$", "") == ""
    error_message = "A commit is named in full: 40 hexadecimal digits."
  }
}

variable "build_command" {
  type        = string
  default     = ""
  description = "Run by sh in the checkout, leaves the program in /opt/NAME; empty: dotnet publish src/Web -c Release -o /opt/NAME."
}

variable "start_command" {
  type        = string
  default     = ""
  description = "ExecStart of the unit, an absolute path first; empty: dotnet with the one program in /opt/NAME."
}
