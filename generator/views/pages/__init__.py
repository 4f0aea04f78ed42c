"""What a page or a part of a paper says, one view a kind."""
