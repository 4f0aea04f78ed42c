"""Test papers as people hold them: on paper, in Word; and those that come ready-made with a handbook."""
