"""Word documents coming in: styles, numbering, paragraphs and tables, as a grid for each table and the prose between."""
