"""Word documents coming in: styles, numbering, paragraphs, tables; a grid for each table, and the prose between."""
