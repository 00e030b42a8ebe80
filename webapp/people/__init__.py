"""Who signs in, and where their mails go."""
