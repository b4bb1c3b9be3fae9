provider "scaleway" {
  zone   = "fr-par-1"
  region = "fr-par"
}

provider "google" {
  project = "shop"
  region  = "europe-west9"
}

resource "scaleway_rdb_instance" "main" {
  engine             = "PostgreSQL-15"
  encryption_at_rest = true
}

resource "google_storage_bucket" "assets" {
  name     = "assets"
  location = "EUR4"
}

resource "google_sql_database_instance" "reports" {
  region = data.google_client_config.current.region
}

resource "hcloud_server" "worker" {
  name     = "worker"
  location = "nbg1"
}

resource "acme_database" "old" {
  site = "basement"
}

module "vpc" {
  source = "terraform-aws-modules/vpc/aws"
}
