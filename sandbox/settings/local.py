"""The shop on your own machine: `make sandbox`."""

from django.core.management.utils import get_random_secret_key

from .base import *
from .base import VAR, env

DEBUG = env.bool("DEBUG", default=True)


def _own_secret() -> str:
    """A key made on first start and kept beside the database, so that nobody shares one."""
    kept = VAR / "secret_key"
    if not kept.exists():
        kept.write_text(get_random_secret_key(), encoding="utf-8")
        kept.chmod(0o600)
    return kept.read_text(encoding="utf-8").strip()


SECRET_KEY = env("SECRET_KEY", default="") or _own_secret()
