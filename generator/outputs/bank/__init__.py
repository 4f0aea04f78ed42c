"""The question bank for other programs: formats, tables of columns, what is new since an edition."""
