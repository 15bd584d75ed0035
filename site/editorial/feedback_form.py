"""The form by which readers report an error: no account, no session, no script."""

from core.public_forms import PlainText, PublicForm
from editorial.models.error_reports import MAX_CONTACT, MAX_TEXT


class FeedbackForm(PublicForm):
    """What is wrong, and how to reach the reader."""

    salt = "editorial.feedback"
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
