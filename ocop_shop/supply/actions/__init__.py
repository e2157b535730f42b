"""Every change of prices, stock, pauses and seasons: atomic, audited, safe to repeat."""

from .pausing import pause, resume, set_season
from .pricing import change_prices, undo

__all__ = ["change_prices", "pause", "resume", "set_season", "undo"]
