"""YAML text to plain data with places; slips are explained where they were made."""
