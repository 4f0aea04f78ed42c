"""The pages and where they stand."""
