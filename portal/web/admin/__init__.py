"""Administration: people, agencies, plugins, problems, journal; the gate lets in only who administers something."""
