"""A lecture: one address from the announcement to the archive."""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import classproperty
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Revision
from wagtail.search import index

from core.blocks import BodyBlock
from core.fields import StreamField
from core.models import BasePage
from core.registries import editor_panels
from core.serving.visit import Visit
from lectures.domain import states
from lectures.enums import Act, State
from lectures.facts import lecture_facts, times_of_page
from lectures.forms import LecturePageForm
from lectures.machines import lecture_nodes
from lectures.models.rows import LectureSession
from lectures.models.season import Season
from lectures.reading import lecture_context


class LecturePage(BasePage):
    """Readers see when and where, who speaks, and later the recording; its state follows from the times it is given."""

    season = models.ForeignKey(
        Season, verbose_name="讲座季", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField("讲次", null=True, blank=True, help_text="数字，同一年里不重复。")
    # Series, year and number in one: the database lets no two public lectures have the same.
    numbering = models.CharField("讲次键", max_length=60, blank=True, editable=False)
    subtitle = models.CharField("副题", max_length=80, blank=True)
    act = models.CharField("变动", max_length=10, choices=Act, blank=True, help_text="整个讲座延期或取消时选。")
    act_note = models.CharField("变动说明", max_length=200, blank=True, help_text="读者能看到，例如原因和后续安排。")
    audiences = models.JSONField("面向", default=list, blank=True)
    video = models.ForeignKey(
        "media.Video", verbose_name="回放", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    replay_at = models.DateTimeField("回放上线", null=True, blank=True, help_text="不填就是结束以后马上能看。")
    expects_replay = models.BooleanField("会有回放", default=True, help_text="不录像的讲座取消勾选。")
    source = models.ForeignKey(
        "core.Source", verbose_name="来源", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    keywords = models.CharField("关键词", max_length=100, blank=True, help_text="几个词，用英文逗号隔开。")
    learning_hours = models.DecimalField(
        "学时",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.1"))],
        help_text="看够录像以后计多少学时；不填就不计学时，也没有证书。",
    )
    learning_minutes = models.PositiveSmallIntegerField(
        "看够多少分钟", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    learning_percent = models.PositiveSmallIntegerField(
        "看够百分之几",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="分钟和百分比，二者填一个。重复看的不重复计，快进跳过的不计。",
    )
    takes_questions = models.BooleanField(
        "收读者的问题", default=True, help_text="开讲前后读者都可以提问；不再收就取消勾选。"
    )
    shows_views = models.BooleanField("显示浏览数", default=True, help_text="同一个人一天只算一次；不显示也照样计。")
    # The last session's end: what is still to come is found by it.
    last_ends_at = models.DateTimeField("最后结束", null=True, editable=False)
    body = StreamField(BodyBlock(), verbose_name="介绍或文字实录", blank=True)

    is_entry = True
    base_form_class = LecturePageForm
    show_in_menus_default = False
    exclude_fields_in_copy = [*BasePage.exclude_fields_in_copy, "number", "numbering"]
    page_description = "一讲：时间地点、主讲、报名、直播、回放，从预告到存档同一个网址"
    parent_page_types: ClassVar[list[str]] = ["lectures.SeriesPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "lectures/lecture_page.html"
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["numbering"], condition=~models.Q(numbering=""), name="lectures_number_once"
            )
        ]
        indexes = [models.Index(fields=["last_ends_at"], name="lectures_last_end")]
        verbose_name = "讲座"
        verbose_name_plural = "讲座"

    @classproperty
    def edit_handler(cls) -> TabbedInterface:
        """Three tabs: what is announced, what remains of it, its publication."""
        extra = [panel for build in editor_panels for panel in build(cls)]
        return TabbedInterface(
            [
                ObjectList(cls.announcement_panels(), heading="预告"),
                ObjectList([*cls.archive_panels(), *extra], heading="内容与回放"),
                ObjectList(
                    [
                        FieldPanel("display_date"),
                        FieldPanel("slug"),
                        FieldPanel("keywords"),
                        FieldRowPanel([FieldPanel("takes_questions"), FieldPanel("shows_views")], heading="读者"),
                        InlinePanel("corrections", heading="更正", label="一条更正"),
                        *BasePage.settings_panels,
                    ],
                    heading="发布设置",
                ),
            ],
            base_form_class=cls.base_form_class,
        )

    @classmethod
    def announcement_panels(cls) -> list:
        """What readers need to come."""
        return [
            FieldRowPanel(
                [FieldPanel("season", help_text="这一讲属于哪一季，大讲堂按季归档。"), FieldPanel("number")],
                heading="第几讲",
            ),
            MultiFieldPanel(
                [
                    FieldPanel("title"),
                    FieldPanel("subtitle", help_text="题目下面的一行，可以不填。"),
                    FieldPanel("short_title"),
                ],
                heading="题目",
            ),
            InlinePanel("sessions", heading="场次（发布前至少一场）", label="一场"),
            MultiFieldPanel([FieldPanel("act"), FieldPanel("act_note")], heading="延期或取消"),
            InlinePanel("speakers", heading="主讲人（发布前至少一位）", label="一位"),
            InlinePanel("hosts", heading="主办、承办、协办、主持", label="一个单位或一个人"),
            FieldPanel("audiences", help_text="这一讲主要讲给谁听，可以多选。"),
            MultiFieldPanel(
                [FieldPanel("summary"), FieldPanel("cover", help_text="列表和分享时的图；不选就用绘制的封面。")],
                heading="摘要与封面",
            ),
            FieldRowPanel(
                [
                    FieldPanel("city", help_text="主要场次所在的城市；各场的城市在场次里填。"),
                    FieldPanel("unit", help_text="主要的承办单位；打校名、简称或拼音查找。"),
                    FieldPanel("theme", help_text="专题和“相关稿件”按它归类，拿不准就不选。"),
                ],
                heading="哪里、谁",
            ),
        ]

    @classmethod
    def archive_panels(cls) -> list:
        """What remains."""
        return [
            FieldPanel("body", help_text="讲前写介绍，讲后可以换成文字实录。"),
            MultiFieldPanel(
                [
                    FieldPanel("video", help_text="讲座的录像，从“音视频”里选。"),
                    FieldRowPanel([FieldPanel("replay_at"), FieldPanel("expects_replay")]),
                ],
                heading="回放",
            ),
            MultiFieldPanel(
                [
                    FieldPanel("learning_hours"),
                    FieldRowPanel(
                        [
                            FieldPanel("learning_minutes", help_text="从录像里至少看满多少分钟才计学时。"),
                            FieldPanel("learning_percent"),
                        ]
                    ),
                ],
                heading="学时",
            ),
            InlinePanel("materials", heading="课件", label="一个文件"),
            InlinePanel("slides", heading="课件各页的时间", label="一页"),
            InlinePanel("answers", heading="答问", label="一问一答"),
            InlinePanel("moments", heading="讲到的条文", label="一处"),
            FieldPanel("source", help_text="显示为“来源：……”。"),
            InlinePanel("bylines", heading="署名", label="一行署名"),
        ]

    def full_clean(self, exclude: Any = None, *args: Any, **kwargs: Any) -> None:
        """`clean` says in words which lecture has the number; the key beside it need not say so again."""
        self._settle()
        super().full_clean({*(exclude or ()), "numbering"}, *args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Copies are saved without being checked."""
        self._settle()
        return super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """The draft of a copy has sessions of its own as well."""
        self._settle()
        return super().save_revision(*args, **kwargs)

    def _settle(self) -> None:
        """Work out what the row keeps of its sessions and number."""
        sessions = list(self.sessions.all())
        timed = sorted((s for s in sessions if s.starts_at and s.ends_at), key=lambda s: s.starts_at)
        self.last_ends_at = max((s.ends_at for s in timed), default=None)
        if self.city_id is None and timed:
            self.city_id = timed[0].city_id
        parent = self.get_parent() if self.path else getattr(self, "_cached_parent_obj", None)
        self.numbering = numbering_of(parent, self.season, self.number) if self.live else ""
        self._renew_copied_sessions(sessions)

    def clean(self) -> None:
        """A number belongs to one lecture of its year; learning hours have one threshold."""
        super().clean()
        self._clean_learning()
        parent = self.get_parent() if self.path else None
        if parent is not None and (taken := self.taken_number(self.number, self.season, parent)):
            raise ValidationError({"number": taken})

    def _clean_learning(self) -> None:
        thresholds = [self.learning_minutes, self.learning_percent]
        if self.learning_hours and sum(value is not None for value in thresholds) != 1:
            raise ValidationError({"learning_minutes": "要计学时，分钟和百分比二者填一个。"})
        if not self.learning_hours and any(value is not None for value in thresholds):
            raise ValidationError({"learning_hours": "写了看够多少，也要写计多少学时。"})

    @property
    def is_asked(self) -> bool:
        """Whether readers may ask."""
        return self.takes_questions and not self.act

    @property
    def replay_desk_id(self) -> uuid.UUID:
        """Under this number one registers to learn from the recording."""
        return uuid.uuid5(self.public_id, "replay")

    def taken_number(self, number: int | None, season: Season | None, parent: BasePage | None) -> str:
        """Which lecture has this number already, as a sentence; empty when none has."""
        if not (number and season and parent):
            return ""
        same = LecturePage.objects.child_of(parent).filter(number=number, season__year=season.year)
        other = same.exclude(pk=self.pk).first()
        return f"{season.year}年的这一讲已经有了：“{other.title}”。" if other else ""

    def _renew_copied_sessions(self, sessions: list[LectureSession]) -> None:
        """A copied lecture brings the identities of the sessions it was copied from; each session needs its own."""
        ids = [session.public_id for session in sessions]
        foreign = LectureSession.objects.filter(public_id__in=ids).exclude(page_id=self.pk)
        taken = set(foreign.values_list("public_id", flat=True))
        for session in sessions:
            if session.public_id in taken:
                session.public_id = LectureSession._meta.get_field("public_id").get_default()

    @classmethod
    def refuse_parent(cls, parent: BasePage) -> None:
        """Only below a series."""
        if not hasattr(parent.specific, "numbering_word"):
            raise ValidationError(f"“{parent.title}”不是系列讲座，讲座要放在系列讲座下面。")

    def times(self) -> states.LectureTimes:
        """What the state follows from."""
        return times_of_page(self)

    def state(self, now: datetime) -> State:
        """The state at `now`."""
        return states.state(self.times(), now)

    def next_change_at(self, now: datetime) -> datetime | None:
        """Also when the state, the broadcast or the registration changes."""
        own = states.next_change_at(self.times(), now)
        return min((t for t in (super().next_change_at(now), own) if t is not None), default=None)

    def shows_recordings(self, now: datetime) -> bool:
        """Not before the replay is open."""
        return self.state(now) == State.REPLAY

    def facts(self) -> dict[str, Any]:
        """Everything that readers see of rows."""
        return lecture_facts(self)

    def missing_facts(self) -> list[str]:
        """What is needed before it is public."""
        wanted = (
            (self.season_id and self.number, "讲座要写明讲座季和讲次。"),
            (self.sessions.all(), "讲座至少要有一场。"),
            (self.speakers.all(), "讲座要写明主讲人。"),
        )
        return [sentence for has, sentence in wanted if not has]

    def search_words(self) -> str:
        """Speakers with their posts, venues, hosts, the number."""
        words = [f"{row.speaker} {row.post}" for row in self.speakers.select_related("speaker")]
        words += [session.venue for session in self.sessions.all()] + [str(host) for host in self.hosts.all()]
        return "\n".join(words)

    def public_context(self, visit: Visit) -> dict[str, Any]:
        """State, sessions, player, neighbours."""
        return lecture_context(self, visit)

    def json_ld(self, visit: Visit) -> list[dict[str, Any]]:
        """An event per session, and the recording."""
        return lecture_nodes(self, visit)


def numbering_of(parent: BasePage | None, season: Season | None, number: int | None) -> str:
    """The key that no two lectures share, empty while something of it is missing."""
    return f"{parent.pk}/{season.year}/{number}" if parent is not None and season and number else ""
