"""The address book's form with today's provinces and communes. For the signed-in owner of the addresses only."""

from __future__ import annotations

from typing import Any

from oscar.core.loading import get_model

from ocop_shop.forks.checkout.addresses import VietnameseAddressForm


class UserAddressForm(VietnameseAddressForm):
    """An address of the address book, of `user`."""

    class Meta(VietnameseAddressForm.Meta):
        model = get_model("address", "UserAddress")

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.user = user
