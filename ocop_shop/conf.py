"""The settings of ocop_shop, as one typed object that is read late.

    from ocop_shop.conf import settings
    settings.cod_limit

Each property is the documentation of the Django setting it names.
"""

from __future__ import annotations

from decimal import Decimal

from ocop_shop.conf_keeping import KeepingSettings
from ocop_shop.conf_secrets import OcopSecrets, secrets
from ocop_shop.core import uploads

__all__ = ["OcopSecrets", "OcopSettings", "secrets", "settings"]

SHIPPED_PROVIDERS = (
    "ocop_shop.payments.cod.CashOnDelivery",
    "ocop_shop.payments.vietqr.transfer.BankTransfer",
    "ocop_shop.payments.stripe.card.Card",
)
SHIPPED_CHANNELS = ("ocop_shop.notices.channels.mail.Mail", "ocop_shop.notices.channels.webhook.Webhook")
SELLERS = ("shop", "producer")


class OcopSettings(KeepingSettings):
    """Values of the `OCOP_*` settings at the moment they are asked for."""

    @property
    def adult_sets(self) -> list[int]:
        """`OCOP_ADULT_SETS`: product sets that are sold to adults alone. Default 14 and 15: alcoholic drinks."""
        return self._of("OCOP_ADULT_SETS", list, [14, 15])

    @property
    def badge_artwork(self) -> dict[int, str]:
        """`OCOP_BADGE_ARTWORK`: the static file with the licensed artwork for each star, in the place of our seal.

        `{3: "brand/ocop-3.svg", 4: "brand/ocop-4.svg", 5: "brand/ocop-5.svg"}`. Default none: a neutral seal is drawn.
        """
        return self._of("OCOP_BADGE_ARTWORK", dict, {})

    @property
    def boxes_owed(self) -> int:
        """`OCOP_BOXES_OWED`: 1 where producers are owed for goods in boxes that the shop packs, else 0. Default 1.

        0 is for a shop that has bought the goods before it packs them. What was ordered keeps what held that day.
        """
        return self._of("OCOP_BOXES_OWED", int, 1)

    @property
    def card_minutes(self) -> int:
        """`OCOP_CARD_MINUTES`: how long goods wait for a card payment, 30 to 1440 minutes. Default 60."""
        return self._of("OCOP_CARD_MINUTES", int, 60)

    @property
    def cod_limit(self) -> int:
        """`OCOP_COD_LIMIT`: the largest order in đồng that may be paid on delivery. Default 10.000.000."""
        return self._of("OCOP_COD_LIMIT", int, 10_000_000)

    @property
    def commission_percent(self) -> Decimal:
        """`OCOP_COMMISSION_PERCENT`: what the shop keeps of the price of goods, in percent, 0 to 100. Default 0.

        `5` or `Decimal("7.5")`, two decimals at most. Staff may set another one for a producer.
        """
        return self._of("OCOP_COMMISSION_PERCENT", Decimal, Decimal(0))

    @property
    def doubt_days(self) -> int:
        """`OCOP_DOUBT_DAYS`: days in which a report of a doubtful badge is answered. Default 15.

        Our promise, not the law's: it takes after the 15 days in which a revocation follows a conclusion
        (26/2026/QĐ-TTg art. 8.4).
        """
        return self._of("OCOP_DOUBT_DAYS", int, 15)

    @property
    def enquiry_only_sets(self) -> list[int]:
        """`OCOP_ENQUIRY_ONLY_SETS`: product sets that no basket takes. Default 25 and 26: animals and tourism."""
        return self._of("OCOP_ENQUIRY_ONLY_SETS", list, [25, 26])

    @property
    def facets(self) -> list[str]:
        """`OCOP_FACETS`: filters of your own on every list, each the dotted path of a `discovery.own_facets.OwnFacet`.

        `["myshop.facets.Harvest"]`. Run `ocop_rebuild` after a change. Default none.
        """
        return self._of("OCOP_FACETS", list, [])

    @property
    def import_max_bytes(self) -> int:
        """`OCOP_IMPORT_MAX_BYTES`: the largest list that is read, in bytes. Default 20 MiB."""
        return self._of("OCOP_IMPORT_MAX_BYTES", int, 20 * 1024 * 1024)

    @property
    def low_stock(self) -> int:
        """`OCOP_LOW_STOCK`: how many pieces are few, where a stock record does not say so itself. Default 5.

        Its producer is told when a sale brings the stock down to that, or below.
        """
        return self._of("OCOP_LOW_STOCK", int, 5)

    @property
    def moderate_questions(self) -> int:
        """`OCOP_MODERATE_QUESTIONS`: 1 where staff look at a question before it is shown, else 0. Default 1."""
        return self._of("OCOP_MODERATE_QUESTIONS", int, 1)

    @property
    def notice_channels(self) -> list[str]:
        """`OCOP_NOTICE_CHANNELS`: what carries notices to producers, as dotted paths. Default: e-mail and webhook."""
        return self._of("OCOP_NOTICE_CHANNELS", list, []) or list(SHIPPED_CHANNELS)

    @property
    def notice_networks(self) -> list[str]:
        """`OCOP_NOTICE_NETWORKS`: networks that webhooks may reach beside the public ones, in `DEBUG`. Default none."""
        return self._of("OCOP_NOTICE_NETWORKS", list, [])

    @property
    def oscar_classes(self) -> dict[str, str]:
        """`OCOP_OSCAR_CLASSES`: single classes in the place of Oscar's, for apps that a shop does not want to fork.

        `{"shipping.repository.Repository": "myshop.shipping.Repository"}`. A shop's own fork of the app wins. Needs
        `OSCAR_DYNAMIC_CLASS_LOADER = "ocop_shop.forks.classes.loader.load"`. Default none.
        """
        return self._of("OCOP_OSCAR_CLASSES", dict, {})

    @property
    def page_size(self) -> int:
        """`OCOP_PAGE_SIZE`: cards on a page of a list. Default 24."""
        return self._of("OCOP_PAGE_SIZE", int, 24)

    @property
    def paper_max_bytes(self) -> int:
        """`OCOP_PAPER_MAX_BYTES`: the largest PDF that a producer may send, in bytes. Default 10 MiB."""
        return self._of("OCOP_PAPER_MAX_BYTES", int, uploads.PAPER_MAX_BYTES)

    @property
    def payment_providers(self) -> list[str]:
        """`OCOP_PAYMENT_PROVIDERS`: the ways to pay, in the order in which buyers see them, as dotted paths.

        Each is a `payments.provider.Provider`. Default: on delivery, by bank transfer (VietQR), by card (Stripe); the
        last two are offered once they are set up.
        """
        return self._of("OCOP_PAYMENT_PROVIDERS", list, []) or list(SHIPPED_PROVIDERS)

    @property
    def orders_per_hour(self) -> int:
        """`OCOP_ORDERS_PER_HOUR`: orders that one internet address may place in an hour. Default 0: any number.

        Each holds goods before it is paid. Set it once `OCOP_TRUSTED_PROXIES` is right, or all buyers count as one.
        """
        return self._of("OCOP_ORDERS_PER_HOUR", int, 0)

    @property
    def payout_days(self) -> int:
        """`OCOP_PAYOUT_DAYS`: days after the end of a month in which producers are paid what is owed. Default 15."""
        return self._of("OCOP_PAYOUT_DAYS", int, 15)

    @property
    def picture_max_bytes(self) -> int:
        """`OCOP_PICTURE_MAX_BYTES`: the largest picture that is read, in bytes as it was sent. Default 15 MiB."""
        return self._of("OCOP_PICTURE_MAX_BYTES", int, uploads.PICTURE_MAX_BYTES)

    @property
    def picture_max_pixels(self) -> int:
        """`OCOP_PICTURE_MAX_PIXELS`: width times height of the largest picture that is unpacked. Default 40 million.

        Unpacked it takes four bytes a pixel for a moment. What is kept is at most 2000 pixels long.
        """
        return self._of("OCOP_PICTURE_MAX_PIXELS", int, uploads.PICTURE_MAX_PIXELS)

    @property
    def private_root(self) -> str:
        """`OCOP_PRIVATE_ROOT`: the folder of papers that are not for everybody. Default none: one beside `MEDIA_ROOT`.

        No web server may show it. `STORAGES["ocop_private"]` names a storage of another kind in its place.
        """
        return self._of("OCOP_PRIVATE_ROOT", str, "")

    @property
    def recheck_days(self) -> int:
        """`OCOP_RECHECK_DAYS`: days after which staff check a seller again. Default 365; 0: never.

        A check that is due counts on; what is to be checked again stands in a list at the desk.
        """
        return self._of("OCOP_RECHECK_DAYS", int, 365)

    @property
    def retired_providers(self) -> list[str]:
        """`OCOP_RETIRED_PROVIDERS`: your ways to pay that have open payments but are not offered. Default none."""
        return self._of("OCOP_RETIRED_PROVIDERS", list, [])

    @property
    def robots(self) -> list[str]:
        """`OCOP_ROBOTS`: lines of your own in `/robots.txt`, below the rules for everybody. Default none.

        `["Disallow: /blog/drafts/"]`. A line `User-agent: …` begins the rules for another crawler.
        """
        return self._of("OCOP_ROBOTS", list, [])

    @property
    def seller(self) -> str:
        """`OCOP_SELLER`: who sells, "shop" or "producer". Default "shop": it buys from producers and sells itself.

        With "producer" the shop is a go-between: who joins has to be identified, and its page says who the seller is.
        """
        return self._of("OCOP_SELLER", str, "shop")

    @property
    def seller_terms(self) -> dict[str, str]:
        """`OCOP_SELLER_TERMS`: what producers agree to when they join. Default none: version "1", without a link.

        `{"version": "2026-11", "url": "/dieu-khoan-nguoi-ban/"}`. Which version somebody agreed to is kept.
        """
        return self._of("OCOP_SELLER_TERMS", dict, {})

    @property
    def send_days(self) -> int:
        """`OCOP_SEND_DAYS`: days after which an order that was not sent stands as late at the portal. Default 3."""
        return self._of("OCOP_SEND_DAYS", int, 3)

    @property
    def shop_email(self) -> str:
        """`OCOP_SHOP_EMAIL`: where the shop is told of what waits for it. Default none: nobody is.

        That is a buyer who wants to send something back, a producer who proposes something or cannot send what was
        bought, somebody who asks for a quote for many gift boxes, and a question or thanks that wait to be shown.
        """
        return self._of("OCOP_SHOP_EMAIL", str, "")

    @property
    def transfer_hours(self) -> int:
        """`OCOP_TRANSFER_HOURS`: how long goods wait for a bank transfer. Default 24."""
        return self._of("OCOP_TRANSFER_HOURS", int, 24)

    @property
    def trusted_proxies(self) -> int:
        """`OCOP_TRUSTED_PROXIES`: how many proxies of your own stand before the shop, for limits by address. Default 0.

        With 0 a visitor is who connects (REMOTE_ADDR). With n, the n-th address from the right in X-Forwarded-For.
        """
        return self._of("OCOP_TRUSTED_PROXIES", int, 0)

    @property
    def vietqr(self) -> dict[str, str]:
        """`OCOP_VIETQR`: the account that transfers go to. Default none: no bank transfer.

        `{"bank": "970436", "account": "0123456789", "holder": "HTX CHO LANG"}`; `bank` is the six-digit number (BIN).
        """
        return self._of("OCOP_VIETQR", dict, {})


settings = OcopSettings()
