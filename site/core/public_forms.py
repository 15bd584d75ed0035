"""Forms for readers without account, session, cookie or script: what they share."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from core.machines.clean import xml_text

# A form left open over night still works.
MAX_AGE = 24 * 3600
# What a person types, percent-encoded, is far below.
MAX_BODY = 64 * 1024
STALE = "这张表单放得太久了，内容还在，请再提交一次。"
NOT_OURS = "请在本站的页面上提交这张表单。写好的内容还在下面，请再提交一次。"


class PlainText(forms.CharField):
    """Text as a person typed it: one kind of line end, no control characters, counted as the browser counts it."""

    def to_python(self, value: object) -> str:
        """Clean before the length is checked."""
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        return super().to_python(xml_text(text))


class PublicForm(forms.Form):
    """A form that must have come from us; `website` is a trap that only programs fill in.

    Subclasses name their `salt`.
    """

    salt = "public-form"
    website = forms.CharField(required=False)
    token = PlainText(required=False)

    @classmethod
    def new_token(cls) -> str:
        """A signed moment: shows that the form was fetched from us not long ago, in the place of a cookie."""
        return signing.TimestampSigner(salt=cls.salt).sign("form")

    def clean_token(self) -> str:
        """Signed by us, not too long ago."""
        token = self.cleaned_data["token"]
        try:
            signing.TimestampSigner(salt=self.salt).unsign(token, max_age=MAX_AGE)
        except signing.BadSignature:
            raise ValidationError(STALE) from None
        return token

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled in what no person sees."""
        return bool(self.data.get("website"))


def is_small_form(request: HttpRequest) -> bool:
    """Only what a browser sends for such a form is read: no files, no megabytes."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    is_small = length.isascii() and length.isdigit() and len(length) < 9 and int(length) <= MAX_BODY
    return is_small and request.content_type == "application/x-www-form-urlencoded"


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that another site sent the form."""
    origin = request.headers.get("Origin", "")
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    return bool(origin) and origin not in {f"{scheme}://{request.get_host()}" for scheme in ("http", "https")}


def never_stored(response: HttpResponse) -> HttpResponse:
    """No cache keeps it, no search engine lists it."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
