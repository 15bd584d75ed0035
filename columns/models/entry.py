"""What all entry types share."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import classproperty
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.search import index

from columns.facts import entry_facts
from columns.reading import entry_context
from core.enums import SourceKind
from core.forms import BasePageForm
from core.models import BasePage
from core.registries import editor_panels
from core.serving.visit import Visit


class EntryPage(BasePage):
    """A text in a column. Readers know its source and its makers; editors fill in who is named in it."""

    kicker = models.CharField("引题", max_length=60, blank=True)
    subtitle = models.CharField("副题", max_length=80, blank=True)
    source_kind = models.CharField("稿件性质", max_length=10, choices=SourceKind, default=SourceKind.ORIGINAL)
    source = models.ForeignKey(
        "core.Source",
        verbose_name="来源",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="显示为“来源：……”，发布前必填。",
    )
    reprint_title = models.CharField("原标题", max_length=120, blank=True)
    reprint_url = models.URLField("原文地址", blank=True)
    keywords = models.CharField("关键词", max_length=100, blank=True, help_text="几个词，用英文逗号隔开。")

    is_entry = True
    base_form_class = BasePageForm
    show_in_menus_default = False
    parent_page_types: ClassVar[list[str]] = ["columns.ColumnPage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    title_panel = MultiFieldPanel(
        [
            FieldPanel("kicker", help_text="标题上面的一行小字，例如“出彩职教生·第十二期”。可以不填。"),
            FieldPanel("title"),
            FieldPanel("subtitle", help_text="标题下面的一行，补一句标题没有说的话。可以不填。"),
            FieldPanel("short_title"),
        ],
        heading="标题",
    )
    summary_panel = MultiFieldPanel(
        [
            FieldPanel("summary"),
            FieldPanel("cover", help_text="列表和分享时的图，横幅最合适；不选就用按栏目绘制的封面。"),
        ],
        heading="摘要与封面",
    )
    place_panel = MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("city", help_text="写的是哪个城市的事，稿件会出现在那个城市的页面上。"),
                    FieldPanel("unit", help_text="打校名、简称、曾用名或拼音查找；稿件会出现在那所学校的页面上。"),
                ]
            ),
            FieldPanel("theme", help_text="专题和“相关稿件”按它归类，拿不准就不选。"),
            InlinePanel("related_units", label="其他单位"),
        ],
        heading="哪里、谁",
    )
    source_panel = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("source_kind", help_text="转载的要写原标题和原文地址。"), FieldPanel("source")]),
            FieldPanel("reprint_title", help_text="转载时必填：原来发表时的标题。"),
            FieldPanel("reprint_url", help_text="转载时必填：读者可以由此打开原文。"),
        ],
        heading="来源",
    )

    class Meta:
        abstract = True

    @classproperty
    def edit_handler(cls) -> TabbedInterface:
        """Three tabs as an editor thinks: the text, the facts about it, its publication."""
        extra = [panel for build in editor_panels for panel in build(cls)]
        return TabbedInterface(
            [
                ObjectList([*cls.text_panels(), *extra], heading="正文"),
                ObjectList(cls.fact_panels(), heading="资料"),
                ObjectList(
                    [
                        FieldPanel("display_date"),
                        FieldPanel("slug"),
                        InlinePanel("corrections", heading="更正", label="一条更正"),
                        *BasePage.settings_panels,
                    ],
                    heading="发布设置",
                ),
            ],
            base_form_class=cls.base_form_class,
        )

    @classmethod
    def text_panels(cls) -> list:
        """Panels of the first tab."""
        return [
            cls.title_panel,
            cls.summary_panel,
            FieldPanel("body", help_text="一块一块地写：按“＋”选文字、图片、组图、引语、数据、表格、视频。"),
        ]

    @classmethod
    def fact_panels(cls) -> list:
        """Panels of the second tab."""
        return [
            cls.place_panel,
            cls.source_panel,
            InlinePanel("bylines", heading="署名", label="一行署名"),
            InlinePanel("named_people", heading="文中人物", label="一个人"),
            FieldPanel("keywords"),
        ]

    def clean(self) -> None:
        """A reprint names its original; the district of facts is checked by the unit itself."""
        super().clean()
        if self.source_kind == SourceKind.REPRINT and self.live:
            missing = {
                name: "转载要写明原标题和原文地址。"
                for name in ("reprint_title", "reprint_url")
                if not getattr(self, name)
            }
            if missing:
                raise ValidationError(missing)

    def facts(self) -> dict[str, Any]:
        """Unit, source and byline."""
        return entry_facts(self)

    def list_line(self) -> dict[str, Any]:
        """What lists show beside the title: `text`, and `from`, `until`, `cancelled` where the clock decides a state."""
        return {}

    def search_words(self) -> str:
        """Words outside the body under which readers look for this entry."""
        return ""

    def missing_facts(self) -> list[str]:
        """What this type still lacks to be shown to readers, one sentence each; a draft may lack anything."""
        return []

    def public_context(self, visit: Visit) -> dict[str, Any]:
        """Section, byline, further entries."""
        return entry_context(self, visit)

    @classmethod
    def can_create_at(cls, parent: BasePage) -> bool:
        """Only below a column that ticked this type."""
        return super().can_create_at(parent) and _accepts(parent, cls)

    def can_move_to(self, parent: BasePage) -> bool:
        """Only below a column that ticked this type."""
        return super().can_move_to(parent) and _accepts(parent, self.specific_class)

    @classmethod
    def refuse_parent(cls, parent: BasePage) -> None:
        """Raise `ValidationError` for a parent that does not take this type; asked at every save that changes it."""
        if not _accepts(parent, cls):
            raise ValidationError(
                f"栏目“{parent.title}”不接受“{cls._meta.verbose_name}”。可以在栏目设置里勾选这种稿件。"
            )


def _accepts(parent: BasePage, model: type[BasePage]) -> bool:
    parent = parent.specific
    return bool(getattr(parent, "accepts", None)) and parent.accepts(model)
