"""Oscar's reports as tables to download, in which no name and no address can begin a formula. For shop staff only."""

from __future__ import annotations

from typing import Any

from oscar.apps.dashboard.reports.reports import ReportCSVFormatter as OscarReportCSVFormatter
from oscar.core.compat import UnicodeCSVWriter

from ocop_shop.core.spreadsheets import neutral_in_csv


class _Writer(UnicodeCSVWriter):
    def writerow(self, row: Any) -> None:
        super().writerow([neutral_in_csv(value) if isinstance(value, str) else value for value in row])


class ReportCSVFormatter(OscarReportCSVFormatter):
    """Oscar's; what buyers wrote stays text."""

    def get_csv_writer(self, file_handle: Any, **kwargs: Any) -> UnicodeCSVWriter:
        """A writer of lines without formulas."""
        return _Writer(open_file=file_handle, **kwargs)
