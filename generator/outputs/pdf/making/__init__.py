"""How PDFs are made: WeasyPrint, processes, the cache and what its keys count."""
