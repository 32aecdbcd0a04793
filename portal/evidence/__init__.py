"""Files that people bring as evidence: their names, their kinds, and what is inside, looked at and never opened."""
