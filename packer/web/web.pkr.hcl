# The web server's image: source image + one release of the application + the configuration of every environment.
# Works unchanged on Packer 1.6 and, with the plugin of ../plugins, on current Packer.

locals {
  emulated      = var.ec2_endpoint != ""
  in_subnet     = var.subnet_id != "" || length(var.subnet_filter) > 0
  tags          = merge({ Name = var.ami_name }, var.tags)
  staging       = "/tmp/bake"
  tests         = "${abspath(path.root)}/../tests"
  build_command = var.build_command != "" ? var.build_command : "dotnet publish src/Web -c Release -o /opt/${var.app_name}"

  # What every script knows.
  environment = [
    "STAGING=${local.staging}",
    "APP=${var.app_name}",
    "APP_PORT=${var.app_port}",
    "REPOSITORY=${var.repository}",
    "RELEASE=${var.release}",
    "COMMIT=${var.commit}",
    "BUILD_COMMAND=${local.build_command}",
    "START_COMMAND=${var.start_command}",
  ]

  # As root whoever logged in, with the PATH of the login: sudo's own often lacks the SDK.
  as_root = "if [ \"$(id -u)\" = 0 ]; then env {{ .Vars }} sh {{ .Path }}; else sudo -n env PATH=\"$PATH\" {{ .Vars }} sh {{ .Path }}; fi"
  # The same for a script whose variables must be in no command line: sudo writes those into its log.
  as_root_unseen = "sh -c '. {{ .EnvVarFile }}; if [ $(id -u) = 0 ]; then exec sh {{ .Path }}; else exec sudo -n -E sh {{ .Path }}; fi'"
}

source "amazon-ebs" "web" {
  region                     = var.region
  custom_endpoint_ec2        = var.ec2_endpoint
  skip_region_validation     = local.emulated
  skip_metadata_api_check    = local.emulated
  skip_credential_validation = local.emulated

  source_ami                  = var.source_ami
  instance_type               = var.instance_type
  iam_instance_profile        = var.iam_instance_profile
  skip_profile_validation     = local.emulated
  vpc_id                      = var.vpc_id
  subnet_id                   = var.subnet_id
  associate_public_ip_address = local.in_subnet && var.ssh_interface == "public_ip"

  dynamic "vpc_filter" {
    for_each = length(var.vpc_filter) > 0 ? [var.vpc_filter] : []
    content {
      filters = vpc_filter.value
    }
  }

  dynamic "subnet_filter" {
    for_each = length(var.subnet_filter) > 0 ? [var.subnet_filter] : []
    content {
      filters   = subnet_filter.value
      most_free = true
    }
  }

  dynamic "launch_block_device_mappings" {
    for_each = length(var.volume) > 0 ? [var.volume] : []
    iterator = volume
    content {
      device_name           = volume.value.device
      volume_size           = try(volume.value.size, null)
      volume_type           = try(volume.value.type, null)
      iops                  = try(volume.value.iops, null)
      throughput            = try(volume.value.throughput, null)
      encrypted             = try(volume.value.encrypted, null)
      kms_key_id            = try(volume.value.kms_key_id, null)
      delete_on_termination = true
    }
  }

  communicator                          = "ssh"
  ssh_username                          = var.ssh_username
  ssh_port                              = var.ssh_port
  ssh_interface                         = var.ssh_interface
  ssh_timeout                           = "5m"
  ssh_file_transfer_method              = "sftp"
  ssh_clear_authorized_keys             = true
  temporary_security_group_source_cidrs = var.ssh_ingress_cidrs

  aws_polling {
    delay_seconds = var.poll_seconds
    max_attempts  = 360
  }

  ami_name        = var.ami_name
  ami_description = var.ami_description

  tags            = local.tags
  snapshot_tags   = local.tags
  run_tags        = merge(local.tags, { Name = "packer-${var.run_id}" })
  run_volume_tags = local.tags
}

build {
  sources = ["source.amazon-ebs.web"]

  provisioner "shell" {
    inline = ["mkdir -p ${local.staging}/config"]
  }

  provisioner "file" {
    source      = "${path.root}/config/"
    destination = "${local.staging}/config"
  }

  provisioner "shell" {
    script           = "${path.root}/provision/ready.sh"
    environment_vars = local.environment
    execute_command  = local.as_root
  }

  # What lets it in at a private repository is known to this script alone, in memory and never on the disk that becomes the image.
  provisioner "shell" {
    script           = "${path.root}/provision/fetch.sh"
    environment_vars = concat(local.environment, ["REPOSITORY_USER=${var.repository_user}", "REPOSITORY_TOKEN=${var.repository_token}"])
    use_env_var_file = true
    remote_folder    = "/dev/shm"
    execute_command  = local.as_root_unseen
  }

  # What is to become the image is tried before it does: a test that fails ends the bake.
  provisioner "shell" {
    scripts = concat(
      [for name in ["build", "install"] : "${path.root}/provision/${name}.sh"],
      [for test in fileset("${local.tests}/installed", "*.sh") : "${local.tests}/installed/${test}"],
      ["${path.root}/provision/clean.sh"],
      [for test in fileset("${local.tests}/cleaned", "*.sh") : "${local.tests}/cleaned/${test}"],
    )
    environment_vars = local.environment
    execute_command  = local.as_root
  }

  post-processor "manifest" {
    output = var.manifest
    custom_data = {
      run_id  = var.run_id
      release = var.release
      commit  = var.commit
    }
  }
}
