"""The document: reading, composing, judging and showing an SOP. Pure: no web, no database, no clock."""
