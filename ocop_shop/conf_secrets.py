"""What nobody may find in code or settings. Ask for it by `ocop_shop.conf.secrets`."""

from __future__ import annotations

import os


class OcopSecrets:
    """What nobody may find in code or settings: read from the environment of the process, and nowhere else."""

    @property
    def bank_feed_secret(self) -> str:
        """Environment `OCOP_BANK_FEED_SECRET`: signs messages of a bank-feed service. Default none: not accepted."""
        return os.environ.get("OCOP_BANK_FEED_SECRET", "")

    @property
    def stripe_secret_key(self) -> str:
        """Environment `STRIPE_SECRET_KEY`: the key of the shop's Stripe account. Default none: no cards."""
        return os.environ.get("STRIPE_SECRET_KEY", "")

    @property
    def stripe_webhook_secrets(self) -> list[str]:
        """Environment `STRIPE_WEBHOOK_SECRET`: what Stripe signs with; two, by a comma, while it is exchanged."""
        return [secret for secret in os.environ.get("STRIPE_WEBHOOK_SECRET", "").split(",") if secret]

    @property
    def stripe_base(self) -> str:
        """Environment `STRIPE_API_BASE`: another address in the place of Stripe's, for tests. Default none."""
        return os.environ.get("STRIPE_API_BASE", "")


secrets = OcopSecrets()
