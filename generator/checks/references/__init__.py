"""What names what: rules, terms, vocabularies."""
