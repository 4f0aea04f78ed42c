"""The kinds of PDF: handbook, checklist, paper."""
