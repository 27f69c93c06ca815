"""Every dataset, defined once: columns, keys, texts; from here come Arrow schemas, dictionary and data package."""
