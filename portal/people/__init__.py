"""People: accounts, signing in, one-time links, assignments, rights, and who may manage whom."""
