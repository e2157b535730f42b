"""A careful clerk: reads the whole file of a product for one day and says what it may claim. Slow, and no timeline."""

from ocop_shop.certification.life import EventKind


def alive(event, events):
    """An entry counts unless another entry that counts takes it back."""
    return not any(e.kind is EventKind.STRUCK and e.strikes == event.key and alive(e, events) for e in events)


def stars(files, on):
    """`files`: certificate -> its events. The stars that may be shown on `on`, or None."""
    begun = []
    for certificate, events in files.items():
        paper = reading(certificate, [e for e in events if alive(e, events)])
        if paper and paper["first"] <= on:
            begun.append(paper)
    if not begun:
        return None
    paper = max(begun, key=lambda p: (p["first"], p["stars"], p["certificate"]))
    if on > paper["end"] or any(day <= on for day in paper["revoked"]):
        return None
    turns = [e for e in paper["turns"] if e.effective_on <= on]
    if turns and max(turns, key=lambda e: (e.effective_on, e.key)).kind is not EventKind.REINSTATED:
        return None
    return paper["stars"]


def reading(certificate, events):
    """What the entries that count say of one certificate; None where it is worth nothing."""
    facts = [e for e in events if e.kind in {EventKind.GRANTED, EventKind.CORRECTED}]
    if not any(e.kind is EventKind.GRANTED for e in facts):
        return None
    last = max(facts, key=lambda e: e.key)
    revoked = [e.effective_on for e in events if e.kind is EventKind.REVOKED]
    if last.evidence not in {"A", "B1"} or any(day <= last.effective_on for day in revoked):
        return None
    return {
        "certificate": certificate,
        "first": last.effective_on,
        "end": end(last.until, events),
        "stars": last.stars,
        "revoked": revoked,
        "turns": [e for e in events if e.kind in {EventKind.SUSPENDED, EventKind.CEASED, EventKind.REINSTATED}],
    }


def end(expires_on, events):
    """The last day of the term with its extensions, cut where the authority ended them."""
    day = max([expires_on, *(e.until for e in events if e.kind is EventKind.EXTENDED)])
    for event in events:
        if event.kind is EventKind.LAPSED and expires_on < day:
            day = min(day, max(expires_on, event.effective_on.fromordinal(event.effective_on.toordinal() - 1)))
    return day
