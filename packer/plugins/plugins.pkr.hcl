# Only for `packer init packer/plugins` (Packer 1.7 and later). It stands apart from the template
# because Packer 1.6 carries the Amazon builder itself and refuses this block.
packer {
  required_plugins {
    amazon = {
      source  = "github.com/hashicorp/amazon"
      version = ">= 1.3.0, < 2.0.0"
    }
  }
}
