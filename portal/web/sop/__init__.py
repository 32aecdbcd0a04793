"""The pages of SOPs: the library, one sheet on the screen and on paper, and what differs between variants."""
