"""Lint: advice on an SOP's text as an official form; nothing in here keeps a cycle from being opened."""
