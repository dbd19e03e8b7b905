"""Tables that every corpus has: documents, their figures, what follows from them, and what reports list."""
