"""The forms of registration: no account, no session, no script."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.public_forms import PlainText, PublicForm
from lectures.domain.registration import Person

PHONE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")
LONG = "最多%(limit_value)s字，现在是%(show_value)s字。"


def plain_phone(text: str) -> str:
    """The number without spaces, dashes and country code; full-width digits become plain ones."""
    digits = text.translate({code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)})
    digits = re.sub(r"[\s\-－]", "", digits)
    return digits[-11:] if PHONE.fullmatch(digits) else digits


class RegistrationForm(PublicForm):
    """Name and unit, and one way to be reached."""

    salt = "lectures.registration.form"
    name = PlainText(label="姓名", max_length=30, error_messages={"required": "请写姓名。", "max_length": LONG})
    unit_name = PlainText(
        label="单位", max_length=60, error_messages={"required": "请写单位，没有单位写“个人”。", "max_length": LONG}
    )
    phone = PlainText(label="手机号", max_length=20, required=False, error_messages={"max_length": LONG})
    email = forms.EmailField(
        label="邮箱",
        max_length=100,
        required=False,
        error_messages={"invalid": "这不是一个邮箱地址。", "max_length": LONG},
    )

    def clean_phone(self) -> str:
        """A mobile number of the mainland."""
        phone = plain_phone(self.cleaned_data["phone"])
        if phone and not PHONE.fullmatch(phone):
            raise ValidationError("请写11位手机号。")
        return phone

    def clean(self) -> dict[str, Any]:
        """Phone or mail."""
        data = super().clean()
        has_fault = "phone" in self.errors or "email" in self.errors
        if not has_fault and not (data.get("phone") or data.get("email")):
            self.add_error("phone", "手机号和邮箱，至少写一个。")
        return data

    @property
    def person(self) -> Person:
        """Who registers."""
        data = self.cleaned_data
        return Person(data["name"], data["unit_name"], data["phone"], data["email"].lower())


class LookUpForm(PublicForm):
    """A number and the phone or mail that was given with it."""

    salt = "lectures.registration.look-up"
    number = PlainText(
        label="报名编号", max_length=20, error_messages={"required": "请写报名编号。", "max_length": LONG}
    )
    contact = PlainText(
        label="手机号或邮箱",
        max_length=100,
        error_messages={"required": "请写报名时的手机号或邮箱。", "max_length": LONG},
    )

    def clean_number(self) -> str:
        """Capital letters, no spaces."""
        return self.cleaned_data["number"].upper().replace(" ", "")

    def clean_contact(self) -> str:
        """As it was stored."""
        text = self.cleaned_data["contact"].strip()
        return text.lower() if "@" in text else plain_phone(text)
