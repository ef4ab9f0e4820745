"""How a document holds a plan: its headings, front page and prose; its tables made whole that pages parted."""
