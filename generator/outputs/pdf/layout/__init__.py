"""What is done to pages and glyphs: page numbers, fonts, forms, names stamped on."""
