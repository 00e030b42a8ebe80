"""What happens by itself: notices, mails, reminders and webhooks, as durable jobs on DBOS."""
