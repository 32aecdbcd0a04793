"""The pages: one module per area of the URL, and the few things that every page shares."""
