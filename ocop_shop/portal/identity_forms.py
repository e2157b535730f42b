"""The form of who a producer is before the law: that of joining, without what belongs to the profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .joining_forms import GROUPS as JOINING_GROUPS
from .joining_forms import WhoForm

_ELSEWHERE = frozenset({"makes", "phone", "email"})


class IdentityForm(WhoForm):
    """Name, tax code, licence, address, representative, and where money goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _ELSEWHERE:
            del self.fields[name]

    @classmethod
    def marked(cls, values: Mapping[str, Any], problems: Mapping[str, Sequence[str]]) -> IdentityForm:
        """The form with what is kept, and beside each field what keeps it from being sent."""
        form = cls({name: value or "" for name, value in values.items()})
        form.full_clean()
        for name in form.fields:
            if name in problems and name not in form.errors:
                form.add_error(name, list(problems[name]))
        return form


GROUPS = tuple((title, tuple(name for name in names if name not in _ELSEWHERE)) for title, names in JOINING_GROUPS)
"""The fields of `IdentityForm` as they stand on its page."""
