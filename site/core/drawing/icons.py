"""Line icons on a 24 grid, inline and coloured by the text beside them; an icon never stands without a word."""

from typing import Final

ICONS: Final[dict[str, str]] = {
    "calendar": "M3 5h18v16H3zM3 10h18M8 2v5M16 2v5M8 14h3v3H8z",
    "captions": "M2 5h20v14H2zM10.5 10.5a2.5 2.5 0 1 0 0 3M18 10.5a2.5 2.5 0 1 0 0 3",
    "check": "M4 12.5l5.5 5.5L20 6",
    "document": "M5 2h10l4 4v16H5zM14 2v5h5M8 12h8M8 16h8",
    "download": "M3 21h18M12 3v12M7 11l5 5 5-5",
    "elder": "M3 19L8.5 5h1L15 19M5 14h8M16 19l3-8 3 8M17 16.5h4",
    "gui": "M12 2v4M12 6L5 22M12 6l7 16M4 14a11 11 0 0 0 16 0M12 6h0",
    "image": "M3 4h18v16H3zM3 17l6-6 4 4 3-3 5 5M16 8h1",
    "jian": "M5 3h11a3 3 0 0 1 3 3v15H8a3 3 0 0 1-3-3zM9 8h6M9 12h6M8 15h11",
    "ju": "M3 3h5v13h13v5H3zM8 7H5.5M8 11H5.5M12 16v2.5M16 16v2.5",
    "link": "M10 14l4-4M8 11l-3 3a3.9 3.9 0 0 0 5.5 5.5l3-3M11 7.5l3-3A3.9 3.9 0 0 1 19.5 10l-3 3",
    "listen": "M3 9h4l6-5v16l-6-5H3zM17 9a4 4 0 0 1 0 6M19.5 6a8.5 8.5 0 0 1 0 12",
    "news": "M3 4h15v16H5a2 2 0 0 1-2-2zM18 9h3v9a2 2 0 0 1-2 2M7 8h7v4H7zM7 16h7",
    "phone": "M6 3h4l1.5 5L9 10a12 12 0 0 0 5 5l2-2.5 5 1.5v4c0 2-1 3-3 3C9 21 3 15 3 6c0-2 1-3 3-3z",
    "pin": "M12 22s7-7 7-12a7 7 0 0 0-14 0c0 5 7 12 7 12zM12 7.5v5",
    "play": "M7 4l13 8-13 8z",
    "print": "M6 8V3h12v5M6 17H3V8h18v9h-3M6 14h12v7H6z",
    "school": "M3 21V9l9-6 9 6v12M3 21h18M9.5 21v-6h5v6M12 8.5v2",
    "search": "M16 16l5 5M10.5 18a7.5 7.5 0 1 1 0-15 7.5 7.5 0 0 1 0 15z",
    "share": "M8 12v9h12V9h-5M4 14c0-6 4-9 10-9M11 2l4 3-4 4",
    "sheng": "M4 3h9v8H4zM8.5 11v3M8.5 14L21 21M13 7h4l4 14",
    "tan": "M3 21h18M12 21v-6M8 15h8M5 11a9 9 0 0 1 14 0M8.5 11.5a4.8 4.8 0 0 1 7 0",
    "theme": "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
    "warning": "M12 3l10 18H2zM12 10v5M12 18v.5",
    "write": "M4 20l1-5L16 4l4 4L9 19zM13 7l4 4",
    "zhun": "M2 8h20v8H2zM8 8v8M16 8v8M10.5 12h3M2 20h20",
}


def icon(name: str) -> str:
    """Return the inline SVG of a named icon; an unknown name raises ``KeyError``."""
    return f'<svg class="ic" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{ICONS[name]}"/></svg>'
