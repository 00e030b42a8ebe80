"""A Django application, because django-viewflow looks for flows in one."""
