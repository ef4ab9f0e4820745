"""One final module for each schema version; a module here is never edited once a release has written files with it."""
