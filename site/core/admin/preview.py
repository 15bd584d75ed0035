"""Widths at which editors look at a draft: a phone and a desk, the two that the design is drawn for."""

PREVIEW_SIZES = [
    {"name": "phone", "icon": "mobile-alt", "device_width": 390, "label": "手机宽度（390 像素）"},
    {"name": "desk", "icon": "desktop", "device_width": 1280, "label": "电脑宽度（1280 像素）"},
]
