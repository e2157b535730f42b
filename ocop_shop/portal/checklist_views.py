"""Getting ready for the next assessment. For members with the right to certificates, and staff who assist."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ocop_shop.core import limits, papers, text
from ocop_shop.preparing import actions, pack, reading
from ocop_shop.preparing.exceptions import PreparingError
from ocop_shop.preparing.reading import Preparation
from ocop_shop.producers.roles import Right

from .access import AtThePortal, version_of
from .checklist_forms import ChecklistForm

PAPERS = "papers"
FILES = limits.Limit("prepared-file", most=60, seconds=3600, writes=True)


class _OfAProduct(AtThePortal):
    """A view of what was prepared for one product of the producer; another's is not found."""

    right = Right.CERTIFICATES

    def product(self, key: int) -> Any:
        """The product."""
        found = reading.product_of(self.work.producer, key)
        if found is None:
            raise Http404
        return found

    def prepared(self, key: int) -> Preparation:
        """What was prepared for it; not found where no criteria are at hand."""
        found = reading.preparation_of(self.work.producer, self.product(key))
        if found is None:
            raise Http404
        return found


class ChecklistView(_OfAProduct):
    """How far the preparation of a product is, and what is missing for which star."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, product: int, **_kwargs: Any) -> HttpResponse:
        """The overview; where the product set is not known, whom to ask."""
        found = self.product(product)
        prepared = reading.preparation_of(self.work.producer, found)
        score = prepared.score if prepared else None
        context = {
            "product": found,
            "prepared": prepared,
            "score": score,
            "gaps": [(gap, pack.gap_words(gap)) for gap in score.gaps] if score else [],
        }
        return self.page(request, "checklist.html", context)


class PartView(_OfAProduct):
    """The papers, or one part of the criteria: answers, notes and files."""

    def get(self, request: HttpRequest, product: int, part: str, **_kwargs: Any) -> HttpResponse:
        """The form."""
        prepared = self.prepared(product)
        return self._page(request, prepared, part, ChecklistForm(self._subjects(prepared, part), prepared.items))

    def post(self, request: HttpRequest, product: int, part: str, **_kwargs: Any) -> HttpResponse:
        """Save all of it, or say what is wrong and save nothing."""
        prepared = self.prepared(product)
        subjects = self._subjects(prepared, part)
        # Before a paper is looked at, which is what costs.
        verdict = limits.spend(FILES, f"user:{request.user.pk}") if request.FILES else None
        if verdict and not verdict.allowed:
            return limits.too_many(request, verdict)
        form = ChecklistForm(subjects, prepared.items, request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, prepared, part, form, status=422)
        version, entries = version_of(request), form.entries()
        try:
            actions.save(self.work.producer, prepared.product, entries, version=version, actor=request.user)
        except PreparingError as problem:
            now = self.prepared(product)
            again = ChecklistForm(subjects, now.items, request.POST)
            return self._page(request, now, part, again, str(problem), status=409)
        messages.success(request, _("It is saved."))
        return redirect("ocop:portal-checklist", self.work.producer.slug, product)

    def _subjects(self, prepared: Preparation, part: str) -> tuple[Any, ...]:
        if part == PAPERS:
            return prepared.papers
        found = next((one for one in prepared.sheet.parts if one.code.lower() == part), None)
        if found is None:
            raise Http404
        return found.criteria

    def _page(
        self,
        request: HttpRequest,
        prepared: Preparation,
        part: str,
        form: ChecklistForm,
        problem: str = "",
        status: int = 200,
    ) -> HttpResponse:
        found = next((one for one in prepared.sheet.parts if one.code.lower() == part), None)
        context = {
            "prepared": prepared,
            "part": found,
            "form": form,
            "lines": list(form.lines(compared=bool(problem))),
            "problem": problem,
        }
        return self.page(request, "checklist_part.html", context, status=status)


class FileView(_OfAProduct):
    """A file of the preparation, as a download."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, product: int, item: int, **_kwargs: Any) -> HttpResponse:
        """The file."""
        found = reading.item_of(self.work.producer, self.product(product), item)
        if found is None:
            raise Http404
        return papers.download(found.file, found.file_title)


class PackView(_OfAProduct):
    """The pack to print, as PDF."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, product: int, **_kwargs: Any) -> HttpResponse:
        """The file."""
        prepared = self.prepared(product)
        answer = HttpResponse(pack.pdf(prepared, self.work.producer), content_type="application/pdf")
        name = text.slug(str(prepared.product.get_title())) or "ocop"
        answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
        return answer
