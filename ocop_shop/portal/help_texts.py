"""What each page of a producer's desk is for, in a few short sentences. Rules for the words: docs/how-to/write-help.md.

The name of a page's address says which help it has; pages that are parts of another share its help.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SHOP = _("Something is unclear? Ask the shop.")
COMMUNE = _("Questions about stars and papers? Ask your commune.")
OWNER = _("You may not enter a room? Ask the owner of this desk.")


@dataclass(frozen=True)
class Help:
    """What a page is for and what happens after, whom to ask, its guides on paper, and its example photos."""

    words: tuple[Promise, ...]
    ask: Promise
    guides: tuple[str, ...] = ()
    photos: str = ""


HELP: Mapping[str, Help] = {
    "portal-home": Help(
        (
            _("This page lists what waits for you today."),
            _("Lines with a red edge are urgent: do them first."),
            _("Press a line to get to the work."),
            _("When it is done, the line goes away by itself."),
        ),
        OWNER,
    ),
    "portal-orders": Help(
        (
            _("Here is what people bought from you."),
            _("Work from left to right: accept, pack, send."),
            _("Late orders are marked. Send those first."),
        ),
        SHOP,
        ("pack-and-send",),
    ),
    "portal-order": Help(
        (
            _("This is your part of one order."),
            _("Print the packing slip and put it into the parcel."),
            _("When the parcel has left, press the button. The buyer gets a letter."),
            _("You cannot send something? Say so below. The shop tells the buyer."),
        ),
        SHOP,
        ("pack-and-send",),
        photos="parcel",
    ),
    "portal-goods": Help(
        (
            _("Here are your products, in the shop and not there yet."),
            _("To sell something new, press “Add a product”."),
            _("The shop reads texts and looks at photos first. Then buyers see them."),
            _("Stars are not typed: they come from the register."),
        ),
        SHOP,
        ("list-a-product",),
    ),
    "portal-goods-new": Help(
        (
            _("A photo, a name and a price are enough to begin."),
            _("What you write is kept. You can go on tomorrow."),
            _("Nobody outside sees it until the shop has looked at it."),
        ),
        SHOP,
        ("list-a-product",),
        photos="product",
    ),
    "portal-draft": Help(
        (
            _("Answer what buyers ask: what is in it, how long it keeps."),
            _("Look at the page, then send it to the shop."),
            _("If something has to change, it comes back with a reason."),
            _("Leave stars out of your texts. The seal shows them."),
        ),
        SHOP,
        ("list-a-product",),
        photos="product",
    ),
    "portal-prices": Help(
        (
            _("Write your prices and how many are left."),
            _("Press “Save all”. Buyers see it at once."),
            _("A mistake? Press “Undo” within 10 minutes."),
        ),
        SHOP,
        ("change-prices",),
    ),
    "portal-price-sheet": Help(
        (
            _("Take the list, change it in Excel, and send it back."),
            _("You first see what would change. Nothing is saved yet."),
            _("One mistake stops the whole file. Correct it and send it again."),
        ),
        SHOP,
        ("change-prices",),
    ),
    "portal-pause": Help(
        (
            _("Stop selling for some days: everything, or one product."),
            _("Say when you sell again. Buyers read that day."),
            _("Orders from before still have to be sent."),
            _("For a season, tick the months in which you sell."),
        ),
        SHOP,
        ("change-prices",),
    ),
    "portal-questions": Help(
        (
            _("Buyers ask about your goods here."),
            _("Write an answer and press “Publish”. Everybody can read it."),
            _("Do not write telephone numbers of others."),
        ),
        SHOP,
        ("answer-a-question",),
    ),
    "portal-thanks": Help(
        (
            _("Buyers thank you here, some with a photo."),
            _("What a buyer and the shop let be shown has a button."),
            _("Press it, and everybody sees it on your page."),
            _("A buyer can take it back at any time."),
        ),
        SHOP,
    ),
    "portal-certificates": Help(
        (
            _("Here is what the register says of each product today."),
            _("See when each certificate ends, and when to file."),
            _("When a certificate ends, its stars go at midnight."),
            _("A badge was taken away, and you think that is wrong? Press “Appeal”."),
        ),
        COMMUNE,
        ("renew-a-certificate",),
    ),
    "portal-appeal": Help(
        (
            _("Say why the badge should come back."),
            _("You get a number and a day for the answer."),
            _("The badge stays away until it is decided."),
        ),
        COMMUNE,
        ("renew-a-certificate",),
    ),
    "portal-checklist": Help(
        (
            _("Here you get ready for the next assessment."),
            _("Answer the criteria part by part. You may stop at any time."),
            _("The page adds up the points and names what is missing."),
            _("It is your own assessment. Only a council gives stars."),
            _("Print the pack and take it to your commune."),
        ),
        COMMUNE,
        ("renew-a-certificate",),
    ),
    "portal-checklist-part": Help(
        (
            _("Choose the answer that is true today, not the one you wish for."),
            _("Write in the note where the proof is."),
            _("Add a photo or PDF of the proof. Only your desk can open it."),
            _("Press “Save” before you leave."),
        ),
        COMMUNE,
        ("renew-a-certificate",),
        photos="paper",
    ),
    "portal-print": Help(
        (
            _("Print a card for the shelf, or labels for jars and boxes."),
            _("Buyers scan the code and see whether the star holds."),
            _("Nothing is printed for a product without a star today."),
            _("Take cards off the shelf on the last day they name."),
        ),
        COMMUNE,
    ),
    "portal-elsewhere": Help(
        (
            _("Your products can stand on your own site, or that of your commune."),
            _("Choose how it looks, and press “Show”."),
            _("Copy the lines. Give them to whoever looks after the site."),
            _("Prices and stars stay true by themselves. Nothing has to be copied again."),
        ),
        SHOP,
    ),
    "portal-profile": Help(
        (
            _("This is your page: story, pictures, people, contact."),
            _("Begin with what stands under “Best next”."),
            _("Hand it in when you are done. The shop looks at it first."),
            _("What you hide is hidden at once."),
        ),
        SHOP,
    ),
    "portal-profile-part": Help(
        (
            _("Write as you would tell a guest at your door."),
            _("Press “Save”. It stays a draft until you hand it in."),
            _("Show people only when they agree."),
        ),
        SHOP,
        photos="people",
    ),
    "portal-money": Help(
        (
            _("Here is what the shop owes you, month by month."),
            _("Goods count when they are sent and paid."),
            _("Press a month to see every sum."),
        ),
        SHOP,
        ("get-paid",),
    ),
    "portal-statement": Help(
        (
            _("This is one month, sum by sum."),
            _("Print it, or open it in Excel."),
            _("A closed month does not change. Later refunds stand in a later month."),
        ),
        SHOP,
        ("get-paid",),
    ),
    "portal-figures": Help(
        (
            _("See what sells best, and when."),
            _("Choose the days above and press “Show”."),
            _("Nobody sees here who bought it."),
        ),
        SHOP,
        ("get-paid",),
    ),
    "portal-notices": Help(
        (
            _("Here is what the shop told you, the newest first."),
            _("A dot marks what you have not seen yet."),
            _("Press a line to get to the work."),
            _("Press “What comes when” to choose what reaches you by e-mail."),
        ),
        SHOP,
    ),
    "portal-identity": Help(
        (
            _("Here is who you are before the law, and what the shop checked."),
            _("Something changed? Write it down and add a paper."),
            _("The shop compares both. Until then the old words hold."),
        ),
        SHOP,
        photos="paper",
    ),
    "portal-data": Help(
        (
            _("Here is everything that the shop holds of you."),
            _("You may take a copy at any time."),
            _("You may ask to be closed. The shop first looks for open orders and money."),
        ),
        SHOP,
    ),
    "portal-members": Help(
        (
            _("Here is who works at this desk."),
            _("Invite helpers with an e-mail address of their own."),
            _("A packer sees orders only. Money is for owners alone."),
            _("Somebody leaves? Press “Take off” the same day."),
        ),
        SHOP,
        ("invite-a-member",),
    ),
}

# Pages that are a part of another one, by the beginning of their names.
_PARTS = {
    "portal-profile-": "portal-profile-part",
    "portal-goods-edit": "portal-draft",
    "portal-print-file": "portal-print",
    "portal-notice": "portal-notices",
    "portal-identity-": "portal-identity",
    "portal-draft": "portal-draft",
}


def help_for(name: str) -> Help | None:
    """The help of the page with this name of an address; None where there is none."""
    if name in HELP:
        return HELP[name]
    return next((HELP[whole] for part, whole in _PARTS.items() if name.startswith(part)), None)
