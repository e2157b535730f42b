"""Guides on paper: one task, one page. Rules for the words: docs/how-to/write-help.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ocop_shop.producers.roles import Right

from .help_texts import COMMUNE, SHOP


@dataclass(frozen=True)
class Guide:
    """A task: its name, what it is for, its steps, what happens then, whom to ask, its room, its example photos."""

    title: Promise
    purpose: Promise
    steps: tuple[Promise, ...]
    after: tuple[Promise, ...]
    ask: Promise
    room: str
    right: Right
    photos: str = ""


GUIDES: Mapping[str, Guide] = {
    "list-a-product": Guide(
        title=_("List a product"),
        purpose=_("Three minutes with a telephone."),
        steps=(
            _("Open “What you sell” and press “Add a product”."),
            _("Take a photo in daylight. One product, a plain ground."),
            _("Write the name, the price and how many you have."),
            _("Press “On to step 2” and answer the questions."),
            _("Look at the page, then press “Send to the shop”."),
        ),
        after=(
            _("The shop looks at it. Then it is on sale, or comes back with a reason."),
            _("Do not write stars in name or text."),
        ),
        ask=SHOP,
        room="portal-goods-new",
        right=Right.LISTINGS,
        photos="product",
    ),
    "change-prices": Guide(
        title=_("Change prices"),
        purpose=_("Do this when a price changes or goods run out."),
        steps=(
            _("Open “Prices”."),
            _("Find the product. Write the new price in đồng, without decimals."),
            _("Under “Left”, write how many you can still sell."),
            _("Press “Save all”."),
        ),
        after=(
            _("Buyers see the new price at once. Orders from before keep the old one."),
            _("A mistake? “Undo” works for 10 minutes."),
        ),
        ask=SHOP,
        room="portal-prices",
        right=Right.PRICES,
    ),
    "pack-and-send": Guide(
        title=_("Pack and send"),
        purpose=_("Do this for each new order."),
        steps=(
            _("Open “Orders of buyers” and choose an order."),
            _("Press “Accept the order”."),
            _("Print the packing slip. Put the goods and the slip into the box."),
            _("Check the count. Close the box well."),
            _("Give it to the carrier. Keep the tracking number."),
            _("Write carrier and number, and press “The parcel has left”."),
        ),
        after=(
            _("The buyer gets a letter. You get paid after that."),
            _("You cannot send something? Open “I cannot send something” in the order."),
        ),
        ask=SHOP,
        room="portal-orders",
        right=Right.ORDERS,
        photos="parcel",
    ),
    "answer-a-question": Guide(
        title=_("Answer a question"),
        purpose=_("Buyers who get an answer buy more often."),
        steps=(
            _("Open “Questions”. What waits stands on top."),
            _("Read the question twice."),
            _("Write two or three short sentences. Be honest."),
            _("Press “Publish”."),
        ),
        after=(
            _("Your answer stands on the page of the product. Who asked gets a letter."),
            _("Words that claim more stars than you have are not taken."),
        ),
        ask=SHOP,
        room="portal-questions",
        right=Right.ANSWERS,
    ),
    "get-paid": Guide(
        title=_("Get paid"),
        purpose=_("The shop pays you month by month."),
        steps=(
            _("Send your parcels, and press “The parcel has left” each time."),
            _("Open “Money”. See what you are owed."),
            _("You took cash at the door? Press “I have the cash”."),
            _("When the month is closed, open its statement."),
            _("Compare it with your bank account."),
        ),
        after=(
            _("The shop pays after the month is closed. Its statement says until when."),
            _("A sum is wrong? Call the shop and say the order number."),
        ),
        ask=SHOP,
        room="portal-money",
        right=Right.MONEY,
    ),
    "renew-a-certificate": Guide(
        title=_("Renew a certificate"),
        purpose=_("Begin early: half a year before the end."),
        steps=(
            _("Open “Certificates”. Read the last day and the days for filing."),
            _("Call your commune. Ask which papers are needed."),
            _("Collect your papers. Check that none has run out."),
            _("Hand the papers in at the commune while the window is open."),
            _("Keep the receipt."),
        ),
        after=(
            _("A council looks at the product and decides. The shop cannot decide that."),
            _("Without a new decision the stars go on the last day."),
        ),
        ask=COMMUNE,
        room="portal-certificates",
        right=Right.CERTIFICATES,
        photos="paper",
    ),
    "invite-a-member": Guide(
        title=_("Invite a member"),
        purpose=_("Never share a password. Invite people."),
        steps=(
            _("Open “People”."),
            _("Write the e-mail address of your helper."),
            _("Choose a role. A packer sees orders only."),
            _("Press “Send the invitation”."),
        ),
        after=(
            _("Your helper opens the link in the letter and signs in."),
            _("The link works for 7 days. Then invite again."),
        ),
        ask=SHOP,
        room="portal-members",
        right=Right.MEMBERS,
    ),
}
