"""The calendars of the nation and of the agencies: a year of days off, read and written."""
