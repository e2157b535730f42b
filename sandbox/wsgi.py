"""The entry for a WSGI server: `gunicorn sandbox.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sandbox.settings.production")

application = get_wsgi_application()
