"""What Stripe's API takes, as the SDK's own types for the pinned version say it: names, what is needed, types.

Open lists of words (`Literal[...] | str`) let any word pass; everything else is checked at any depth.
"""

from __future__ import annotations

import importlib
import types
import typing
from typing import Any
from urllib.parse import parse_qsl

from stripe._request_options import RequestOptions
from stripe._stripe_object import UntypedStripeObject
from typing_extensions import is_typeddict

TYPES = {
    "sessions.create": ("stripe.params.checkout._session_create_params", "SessionCreateParams"),
    "sessions.expire": ("stripe.params.checkout._session_expire_params", "SessionExpireParams"),
    "refunds.create": ("stripe.params._refund_create_params", "RefundCreateParams"),
}


def nested(body: str) -> dict[str, Any]:
    """A form such as `line_items[0][quantity]=1` as nested dicts and lists."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(body, keep_blank_values=True):
        first, *rest = name.replace("]", "").split("[")
        at = found
        for key, following in zip([first, *rest[:-1]], rest, strict=False):
            at = at.setdefault(key, {})
            _ = following
        at[rest[-1] if rest else first] = value
    return typing.cast("dict[str, Any]", _lists(found))


def faults(method: str, given: dict[str, Any]) -> list[str]:
    """What is wrong with the parameters of a call; empty when nothing is."""
    module, name = TYPES[method]
    return list(_of_object(importlib.import_module(module), name, given, method))


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(key.isdigit() for key in value):
        return [_lists(value[key]) for key in sorted(value, key=int)]
    return {key: _lists(inner) for key, inner in value.items()}


def _of_object(module: Any, name: str, given: Any, at: str) -> typing.Iterator[str]:
    if not isinstance(given, dict):
        yield f"{at}: not an object"
        return
    own = {
        key: hint
        for key, hint in getattr(module, name).__annotations__.items()
        if key not in RequestOptions.__annotations__
    }
    hints = typing.get_type_hints(types.SimpleNamespace(__annotations__=own), vars(module), include_extras=True)
    for key, value in given.items():
        if key not in hints:
            yield f"{at}.{key}: Stripe knows no such parameter"
        else:
            yield from _of_type(module, hints[key], value, f"{at}.{key}")
    for key, hint in hints.items():
        if typing.get_origin(hint) is not typing.NotRequired and key not in given:
            yield f"{at}.{key}: missing"


def _of_type(module: Any, hint: Any, value: Any, at: str) -> typing.Iterator[str]:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.NotRequired, typing.Required}:
        yield from _of_type(module, inner[0], value, at)
    elif origin in {typing.Union, types.UnionType}:
        tried = [list(_of_type(module, one, value, at)) for one in inner]
        if all(tried):
            yield from min(tried, key=len)
    elif origin in {list, typing.List}:  # noqa: UP006 (the SDK writes it so)
        if not isinstance(value, list):
            yield f"{at}: not a list"
            return
        for number, one in enumerate(value):
            yield from _of_type(module, inner[0], one, f"{at}[{number}]")
    elif origin in {dict, UntypedStripeObject}:
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            yield f"{at}: not an object of strings"
    elif origin is typing.Literal:
        if value not in inner:
            yield f"{at}: {value!r} is none of {inner}"
    elif is_typeddict(hint):
        yield from _of_object(module, hint.__name__, value, at)
    elif hint is int:
        if not (isinstance(value, str) and value.removeprefix("-").isdigit()):
            yield f"{at}: {value!r} is not a whole number"
    elif hint is bool:
        if value not in {"true", "false"}:
            yield f"{at}: {value!r} is not true or false"
    elif hint is str and not isinstance(value, str):
        yield f"{at}: not a string"
