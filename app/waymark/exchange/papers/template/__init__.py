"""A council's own Word template: read, matched with Waymark's styles, and written on."""
