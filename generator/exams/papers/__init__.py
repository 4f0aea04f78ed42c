"""What a composed paper says, whatever it is printed on."""
