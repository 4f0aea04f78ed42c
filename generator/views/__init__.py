"""What each page says, in which order and words. Frozen values; nothing here knows HTML or addresses."""
