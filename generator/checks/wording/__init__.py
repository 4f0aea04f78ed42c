"""How rules are worded and set."""
