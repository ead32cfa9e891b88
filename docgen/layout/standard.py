"""Every number of GB/T 9704—2012 that the typesetter uses, with its clause. Unit: PostScript points unless named.

The type area is a grid: 22 rows of `PITCH` by 28 cells of `CELL`. All that stands in the flow takes whole rows, so
that both sides of a sheet register; only the red head's mark and rules have positions of their own.
"""

from __future__ import annotations

MM = 72 / 25.4
"""One millimetre in points."""

PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
"""A4 (5.1)."""

TOP = 37 * MM
LEFT = 28 * MM
"""天头 and 订口 (5.2.1)."""

WIDTH = 156 * MM
HEIGHT = 225 * MM
"""版心 (5.2.1)."""

RIGHT = LEFT + WIDTH
BOTTOM = TOP + HEIGHT

ROWS = 22
CELLS = 28
"""Lines a page and characters a line (5.2.3)."""

PITCH = HEIGHT / ROWS
CELL = WIDTH / CELLS
"""28.99 and 15.79: 22×28 fill the type area (5.2.3)."""

SIZE = 16.0
"""3号 (5.2.2)."""
TITLE_SIZE = 22.0
"""2号 (7.3.1)."""
SMALL_SIZE = 14.0
"""4号 (7.4.2, 7.4.3, 7.5)."""

TRACKING = -0.25
"""Tracking with which 28 characters of 16 points fit 442.2 in a word processor: lines are broken with it, so that the
.docx breaks at the same places, and the remaining 1.2 points are spread over the line."""

INDENT = 2
"""Cells before the first character of a paragraph (7.3.3)."""

MARK_TOP = 35 * MM
"""Upper edge of the mark below the type area's (7.2.4, 10.3)."""
ORDER_MARK_TOP = 20 * MM
"""令: upper edge of the mark below the type area's (10.2)."""
LETTER_MARK_TOP = 30 * MM - TOP
"""信函: upper edge of the mark 30 below the page's (10.1)."""

MARK_BLANK_ROWS = 2
"""Blank lines between mark and number (7.2.5), and on both sides of the number of an order (10.2)."""
RULE_BLANK_ROWS = 2
"""Blank lines between red rule and title (7.3.1)."""
RED_RULE_GAP = 4 * MM
"""Red rule below the number (7.2.7); double rule below the mark of a letter (10.1)."""

LETTER_RULE = 170 * MM
"""Length of both double rules of a letter (10.1)."""
LETTER_FOOT = 20 * MM
"""The second double rule above the page's foot (10.1)."""
LETTER_THICK, LETTER_THIN, LETTER_GAP = 2.25, 0.75, 1.5
"""The two strokes of a double rule and the white between them (10.1 gives none: practice)."""
LETTER_NUMBER_GAP = SIZE * 7 / 8
"""Number below the first double rule (10.1)."""

IMPRINT_OUTER = 0.35 * MM
IMPRINT_INNER = 0.25 * MM
"""Thickness of the imprint's rules (7.4.1)."""

PAGE_NUMBER_DROP = 7 * MM
"""The dash of the page number below the type area (7.5)."""

SEALED_RIGHT = 4
"""Cells right of a sealed date (7.3.5.1) and of a signature stamp (7.3.5.3)."""
UNSEALED_RIGHT = 2
"""Cells right of an unsealed signature (7.3.5.2)."""
SEAL = 42 * MM
"""Diameter of a seal (country-wide rule on state seals: 4.2 cm for counties and departments)."""
SEAL_BLANK_ROWS = 2
"""Blank lines above a sealed name: the seal's top is then within one line of the text (7.3.5.1)."""
SEAL_ROWS = 5
"""Rows from one row of joint seals to the next: more than a seal's diameter (7.3.5.1)."""
STAMP_BLANK_ROWS = 2
"""Blank lines above a signature stamp (7.3.5.3)."""

LINE_LOOSEST = 1.12
LINE_TIGHTEST = 0.88
"""How far the line pitch may be changed to make room for signature and date (7.3.5.5 sets no limit: practice)."""
