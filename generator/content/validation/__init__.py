"""Plain data to the shapes of model/; what does not fit is told with a value that would."""
