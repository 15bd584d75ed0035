"""The file of a certificate: one A4 page with embedded Chinese type and a code that leads to the check."""

from typing import TYPE_CHECKING

import segno
from django.utils import timezone
from fpdf import FPDF
from pylopdf_fonts_zh_cn import sans_path, serif_path

if TYPE_CHECKING:
    from certificates.models import Certificate

WIDTH, HEIGHT = 297.0, 210.0
MARGIN, MEASURE = 40.0, 217.0
INK, RED, GREY = (34, 30, 26), (158, 42, 34), (96, 90, 84)
QR_SIDE = 34.0


def draw(certificate: "Certificate", holder: str, address: str) -> bytes:
    """The PDF as bytes; `address` is where it is checked."""
    kind = certificate.kind_info
    pdf = FPDF(orientation="L", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_lang("zh-CN")
    pdf.set_title(f"{kind.title} {certificate.code}")
    pdf.set_author(certificate.payload["issuer"])
    pdf.set_creation_date(certificate.issued_at)
    pdf.add_font("serif", "", serif_path())
    pdf.add_font("sans", "", sans_path())
    pdf.add_page()
    _frame(pdf)
    _words(pdf, kind.title, f"{holder}：", kind.sentence(certificate.payload))
    _facts(pdf, certificate)
    _check(pdf, certificate, address)
    return bytes(pdf.output())


def _frame(pdf: FPDF) -> None:
    pdf.set_draw_color(*RED)
    pdf.set_line_width(1.2)
    pdf.rect(12, 12, WIDTH - 24, HEIGHT - 24)
    pdf.set_line_width(0.3)
    pdf.rect(15, 15, WIDTH - 30, HEIGHT - 30)


def _words(pdf: FPDF, title: str, holder: str, sentence: str) -> None:
    pdf.set_text_color(*RED)
    pdf.set_font("serif", size=40)
    pdf.set_char_spacing(6)
    pdf.set_xy(0, 32)
    pdf.cell(WIDTH, 18, title, align="C")
    pdf.set_char_spacing(0)
    pdf.set_text_color(*INK)
    pdf.set_font("serif", size=20)
    pdf.set_xy(MARGIN, 62)
    pdf.cell(MEASURE, 12, holder)
    pdf.set_font("serif", size=16)
    pdf.set_xy(MARGIN, 76)
    pdf.multi_cell(MEASURE, 10, f"　　{sentence}", align="L", wrapmode="CHAR")


def _facts(pdf: FPDF, certificate: "Certificate") -> None:
    day = timezone.localtime(certificate.issued_at)
    sentence = certificate.kind_info.sentence(certificate.payload)
    # What the sentence says already is not said twice.
    lines = [(label, value) for label, value in certificate.facts if value not in sentence]
    lines.append(("签发", f"{day.year}年{day.month}月{day.day}日"))
    pdf.set_font("sans", size=11)
    top = max(pdf.get_y() + 12, 116.0)
    for number, (label, value) in enumerate(lines):
        pdf.set_xy(MARGIN, top + number * 8)
        pdf.set_text_color(*GREY)
        pdf.cell(26, 8, label)
        pdf.set_text_color(*INK)
        pdf.cell(120, 8, value)
    pdf.set_font("serif", size=16)
    pdf.set_xy(MARGIN, 172)
    pdf.cell(140, 10, certificate.payload["issuer"])


def _check(pdf: FPDF, certificate: "Certificate", address: str) -> None:
    left, top = WIDTH - MARGIN - QR_SIDE, 124.0
    modules = list(segno.make(address, error="m", micro=False).matrix_iter(border=2))
    side = QR_SIDE / len(modules)
    pdf.set_fill_color(0)
    for row, cells in enumerate(modules):
        for column, is_dark in enumerate(cells):
            if is_dark:
                pdf.rect(left + column * side, top + row * side, side, side, style="F")
    pdf.set_text_color(*GREY)
    pdf.set_font("sans", size=9)
    for number, text in enumerate(("扫码验证，或者打开", address.rsplit("/", 2)[0] + "/", certificate.code)):
        pdf.set_xy(left - 60, top + QR_SIDE + 2 + number * 6)
        pdf.cell(60 + QR_SIDE, 6, text, align="R")
