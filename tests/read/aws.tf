variable "region" {
  description = "Where the stack lives"
  default     = "eu-west-3"
}

locals {
  backup_region = "eu-central-1"
}

provider "aws" {
  region = var.region
}

provider "aws" {
  alias  = "backup"
  region = local.backup_region
}

resource "aws_db_instance" "main" {
  identifier        = "main"
  engine            = "postgres"
  storage_encrypted = true
  kms_key_id        = aws_kms_key.db.arn
}

resource "aws_s3_bucket" "uploads" {
  bucket = "uploads-${var.region}"
}

resource "aws_s3_bucket" "backup" {
  provider = aws.backup
  bucket   = "backup"
}

resource "aws_ebs_volume" "logs" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = false
}

resource "aws_lambda_function" "resize" {
  function_name = "resize"
  role          = aws_iam_role.lambda.arn
}

resource "aws_iam_role" "lambda" {
  name = "lambda"
}
