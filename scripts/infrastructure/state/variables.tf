variable "name" {
  description = "The bucket's name; null for the one that Bundt looks for where the environment file names none, bundt-ACCOUNT-REGION."
  type        = string
  default     = null

  validation {
    condition     = var.name == null ? true : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.name))
    error_message = "The name of a bucket: 3 to 63 small letters, digits, hyphens and dots."
  }
}

variable "kms_key" {
  description = "The ARN of the KMS key to encrypt with; null for S3's own keys."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key == null ? true : can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key))
    error_message = "The ARN of a key, not of an alias: arn:aws:kms:REGION:ACCOUNT:key/ID."
  }
}

variable "tags" {
  description = "Tags of the bucket."
  type        = map(string)
  default     = {}
  nullable    = false
}
