"""What people were told, how they want to be told, and how the mails go."""
