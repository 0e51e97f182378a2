# The web server's image: source image + one release of the application + the configuration of every environment.
# Works unchanged on Packer 1.6 and, with the plugin of ../plugins, on current Packer.

locals {
  emulated      = var.ec2_endpoint != ""
  tags          = merge({ Name = var.ami_name }, var.tags)
  staging       = "/tmp/bake"
  tests         = "${abspath(path.root)}/../tests"
  build_command = var.build_command != "" ? var.build_command : "dotnet publish src/Web -c Release -o /opt/${var.app_name}"
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
  vpc_id                      = var.vpc_id
  subnet_id                   = var.subnet_id
  associate_public_ip_address = var.subnet_id != "" && var.ssh_interface == "public_ip"

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
  ami_users       = var.ami_users

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
    # What is to become the image is tried before it does: a test that fails ends the bake.
    scripts = concat(
      [for name in ["ready", "fetch", "build", "install"] : "${path.root}/provision/${name}.sh"],
      [for test in fileset("${local.tests}/installed", "*.sh") : "${local.tests}/installed/${test}"],
      ["${path.root}/provision/clean.sh"],
      [for test in fileset("${local.tests}/cleaned", "*.sh") : "${local.tests}/cleaned/${test}"],
    )
    environment_vars = [
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
    execute_command = "if [ \"$(id -u)\" = 0 ]; then env {{ .Vars }} sh {{ .Path }}; else sudo -n env PATH=\"$PATH\" {{ .Vars }} sh {{ .Path }}; fi"
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
