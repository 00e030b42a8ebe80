"""A person's notices, how they want to be notified, and how mails and jobs go."""
