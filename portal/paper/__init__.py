"""Paper: the official sheet as a page to print, as PDF, as Word and Excel; nothing here asks who reads it."""
