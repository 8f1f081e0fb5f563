"""Cases: any declared procedure, from the filing to what its decision leaves behind."""
