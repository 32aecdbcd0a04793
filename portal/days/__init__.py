"""The days off of every office: kept, changed, brought in from tables and given out as such."""
