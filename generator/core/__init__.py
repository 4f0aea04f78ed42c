"""What everything rests on, and what knows nothing of handbooks: findings, vocabulary, names, zip files."""
