"""Purwakarta: the agency and its SOP, without code of its own."""
