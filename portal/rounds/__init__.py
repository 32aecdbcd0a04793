"""Rounds: what the portal does by itself, once, however many processes run."""
