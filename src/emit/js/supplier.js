function supplierOf(F, value) {
  return relationOf(F, value, Supplier, readSupplier);
}
