"""Listing rows that hold what was typed, and how near each comes to it; the same on every database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, Case, Expression, F, IntegerField, Q, QuerySet, Value, When

from . import fulltext
from .terms import Term, Terms, read


def narrowed(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Those of `rows` that hold every term of `words`; all of them when there is no term in it."""
    terms = read(words)
    return rows.filter(Holds(terms.wanted)) if terms else rows


def called(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Those of `rows` with every term of `words` in their name."""
    terms = read(words)
    return rows.filter(Holds(terms.wanted), _all_in_name(terms)) if terms else rows.none()


def ranking(words: str) -> list[Any]:
    """How to order hits of `words`, nearest first.

    With a name that has the words as they were typed with marks; then called so, begun so, with the words side by side
    in the name, side by side anywhere, in the name apart, others.
    """
    terms = read(words)
    if not terms:
        return []
    in_name = _all_in_name(terms)
    exact = [_so_written(terms, in_name)] if terms.marked else []
    return [*exact, _nearness(terms, in_name)]


def _so_written(terms: Terms, in_name: Q) -> Case:
    written = Q(*(Q(title_exact__contains=f" {word}") for word in terms.marked)) & in_name
    return Case(When(written, then=Value(0)), default=Value(1), output_field=IntegerField())


def _nearness(terms: Terms, in_name: Q) -> Case:
    return Case(
        When(title_key=terms.name, then=Value(0)),
        When(title_key__startswith=terms.name, then=Value(1)),
        When(title_key__contains=f" {terms.name}", then=Value(2)),
        When(text_key__contains=f" {terms.name}", then=Value(3)),
        When(in_name, then=Value(4)),
        default=Value(5),
        output_field=IntegerField(),
    )


def _all_in_name(terms: Terms) -> Q:
    return Q(*(_in_name(term) for term in terms.wanted))


def _in_name(term: Term) -> Q:
    bare = " ".join(term.words)
    if not term.whole:
        return Q(title_key__startswith=bare) | Q(title_key__contains=f" {bare}")
    return (
        Q(title_key=bare)
        | Q(title_key__startswith=f"{bare} ")
        | Q(title_key__endswith=f" {bare}")
        | Q(title_key__contains=f" {bare} ")
    )


class Holds(Expression):
    """Whether a listing row holds all `terms`, by the index where the database has one."""

    conditional = True

    def __init__(self, terms: Iterable[Term]) -> None:
        super().__init__(output_field=BooleanField())
        self.terms = tuple(terms)
        self.sources: list[Any] = [F("text_key"), F("pk")]

    def get_source_expressions(self) -> list[Any]:
        return self.sources

    def set_source_expressions(self, exprs: Any) -> None:
        self.sources = list(exprs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = self._by_reading(compiler, self.terms)
        return sql, tuple(params)

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        key, _params = compiler.compile(self.sources[1])
        words = connection.ops.quote_name(fulltext.index_table())
        match = f"{{text_key}} : ({' AND '.join(_fts5(term) for term in self.terms)})"
        return f"{key} IN (SELECT rowid FROM {words} WHERE {words} MATCH %s)", [match]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        text, _params = compiler.compile(self.sources[0])
        table = text.rpartition(".")[0]  # as Django writes it, which is another way inside a subquery
        lexemes = dict.fromkeys(lexeme for term in self.terms for lexeme in _lexemes(term))
        sql, params = f"{table}.{fulltext.COLUMN} @@ %s::tsquery", [" & ".join(lexemes)]
        # A vector without positions knows only that the words are there.
        phrases = [term for term in self.terms if len(term.words) > 1]
        if phrases:
            read, more = self._by_reading(compiler, phrases)
            sql, params = f"({sql} AND {read})", params + more
        return sql, params

    def _by_reading(self, compiler: Any, terms: Iterable[Term]) -> tuple[str, list[Any]]:
        text, _params = compiler.compile(self.sources[0])
        patterns = [f"%{term.pattern}%" for term in terms]
        return f"({' AND '.join(f'{text} LIKE %s' for _pattern in patterns)})", patterns


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"{"" if term.whole else "*"}'


def _lexemes(term: Term) -> Iterable[str]:
    *before, last = term.words
    yield from (f"'{word}'" for word in before)
    yield f"'{last}'" if term.whole else f"'{last}':*"
