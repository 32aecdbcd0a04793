"""The demo: five agencies, invented people for every role, and cycles at different points."""
