"""Papers as files, but for PDFs."""
