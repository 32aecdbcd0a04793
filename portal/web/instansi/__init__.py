"""The pages of an agency: its SOPs, its overview, its ledger, and what an evaluator asks of it."""
