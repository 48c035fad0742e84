"""Everything that is printed: documents, records, tables and messages."""
