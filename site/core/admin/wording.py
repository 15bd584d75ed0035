"""Labels that Wagtail makes out of field names, where no catalogue can translate them."""

from wagtail.admin.forms import choosers

LINK_LABELS = {
    "link_text": "链接文字",
    "email_address": "邮箱地址",
    "subject": "邮件主题",
    "body": "邮件正文",
    "phone_number": "电话号码",
}
LINK_FORMS = (
    choosers.ExternalLinkChooserForm,
    choosers.AnchorLinkChooserForm,
    choosers.EmailLinkChooserForm,
    choosers.PhoneLinkChooserForm,
)


def install() -> None:
    """Give the fields their labels, once, when the admin is loaded."""
    for form in LINK_FORMS:
        for name, label in LINK_LABELS.items():
            if name in form.base_fields:
                form.base_fields[name].label = label
