"""Papers in Word."""
