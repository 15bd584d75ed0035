"""The form by which readers report an error: no account, no session, no script."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from core.machines.clean import xml_text
from editorial.models.error_reports import MAX_CONTACT, MAX_TEXT

SALT = "editorial.feedback"
# A form left open over night still works.
MAX_AGE = 24 * 3600


def new_token() -> str:
    """A signed moment: shows that the form was fetched from us not long ago, in the place of a cookie."""
    return signing.TimestampSigner(salt=SALT).sign("form")


class PlainText(forms.CharField):
    """Text as a person typed it: one kind of line end, no control characters, counted as the browser counts it."""

    def to_python(self, value: object) -> str:
        """Clean before the length is checked."""
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        return super().to_python(xml_text(text))


class FeedbackForm(forms.Form):
    """What is wrong, and how to reach the reader; `website` is a trap that only programs fill in."""

    text = PlainText(
        label="哪里错了，应该是什么",
        max_length=MAX_TEXT,
        error_messages={
            "required": "请写明哪里错了。",
            "max_length": f"最多{MAX_TEXT}字，现在是%(show_value)s字，请删短一些。",
        },
    )
    contact = PlainText(
        label="联系方式（可不填）",
        max_length=MAX_CONTACT,
        required=False,
        error_messages={"max_length": f"最多{MAX_CONTACT}字，现在是%(show_value)s字。"},
    )
    website = forms.CharField(required=False)
    token = PlainText(required=False)

    def clean_token(self) -> str:
        """The form must have come from us, not too long ago."""
        token = self.cleaned_data["token"]
        try:
            signing.TimestampSigner(salt=SALT).unsign(token, max_age=MAX_AGE)
        except signing.BadSignature:
            raise ValidationError("这张表单放得太久了，内容还在，请再提交一次。") from None
        return token

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled in what no person sees."""
        return bool(self.data.get("website"))
