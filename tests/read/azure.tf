resource "azurerm_resource_group" "shop" {
  name     = "shop"
  location = "West Europe"
}

resource "azurerm_storage_account" "files" {
  name                     = "files"
  resource_group_name      = azurerm_resource_group.shop.name
  location                 = azurerm_resource_group.shop.location
  account_tier             = "Standard"
  account_replication_type = "GRS"
}

resource "azurerm_cosmosdb_account" "orders" {
  name     = "orders"
  location = "francecentral"

  geo_location {
    location          = "francecentral"
    failover_priority = 0
  }

  geo_location {
    location          = "uksouth"
    failover_priority = 1
  }
}
