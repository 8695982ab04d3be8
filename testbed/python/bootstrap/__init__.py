"""How a new cloud gets its keys, its service users and catalog, and the content that clouds have at their start."""
