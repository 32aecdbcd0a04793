"""Luwu Timur: the agency and its SOP, without code of its own."""
