"""The shop for a server, on the day of the benchmark."""

from datetime import datetime, time

from django.core.wsgi import get_wsgi_application

from ocop_shop.core import clock
from tests.benchmarks.goods import TODAY

NOON = datetime.combine(TODAY, time(12), tzinfo=clock.VIETNAM)
clock._source = lambda: NOON
application = get_wsgi_application()
