"""What is missing in a profile, said to those who can add it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

WORDS: Final = {
    "story": _("Tell your story: who you are and how it began, at least 300 letters."),
    "banner": _("Add a wide picture of your place; it stands at the top of your page."),
    "contact": _("Let buyers see a telephone number, an e-mail or a website."),
    "place": _("Say in which commune you are, so that you stand on the map."),
    "people": _("Show who makes it: a person who agrees, with a few words of their own."),
    "steps": _("Show step by step how it is made."),
    "pictures": _("Add pictures: three or more of the work and the place."),
    "since": _("Say since when you have been doing this."),
    "points_of_sale": _("Say where your goods can be bought across a counter."),
    "english": _("Add your story in English for buyers from abroad."),
    "honours": _("Add an award, or a right in your name, if you have one."),
}
