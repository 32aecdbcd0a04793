"""What the portal keeps: one database, its tables, the one way to write, and the journal."""
