"""Standard pages: about, contact, privacy, accessibility."""

from typing import Any, ClassVar

from wagtail.admin.panels import FieldPanel

from core.blocks import PlainBodyBlock
from core.fields import StreamField
from core.forms import BasePageForm
from core.models import BasePage
from core.reserved import refuse_reserved_slug
from core.serving.visit import Visit


class StandardPage(BasePage):
    """A plain page of the site itself, linked from the foot."""

    body = StreamField(PlainBodyBlock(), verbose_name="正文")

    is_of_site = True
    base_form_class = BasePageForm
    page_description = "关于、联系、隐私、无障碍声明这样的固定页面"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "home/standard_page.html"

    content_panels = [
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("body", help_text="有三个以上小标题时，页面自动列出目录。"),
    ]
    promote_panels = [FieldPanel("slug"), FieldPanel("short_title"), FieldPanel("show_in_menus")]

    class Meta:
        verbose_name = "固定页面"
        verbose_name_plural = "固定页面"

    def clean(self) -> None:
        """Its address must not be one of the site's own."""
        super().clean()
        refuse_reserved_slug(self.slug)

    def public_context(self, visit: Visit) -> dict[str, Any]:
        """The kept body."""
        return {"kept": self.kept}
