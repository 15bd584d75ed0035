"""Which provision a page speaks of: stored once, shown on both sides."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.models.people import PageChild
from regulations.domain.places import anchor_of
from regulations.enums import Relation
from regulations.models.editions import in_force
from regulations.models.instruments import Instrument
from regulations.models.provisions import Provision


class ProvisionLink(PageChild):
    """A page and a place in an official text; the place is looked up in the edition in force."""

    page = ParentalKey("core.BasePage", verbose_name="页面", on_delete=models.CASCADE, related_name="provision_links")
    instrument = models.ForeignKey(Instrument, verbose_name="官方文件", on_delete=models.PROTECT, related_name="links")
    place = models.CharField("条款", max_length=40, help_text="例如“第十二条第二款第（三）项”；工作要点写“第4条”。")
    anchor = models.CharField("锚点", max_length=80, editable=False, db_index=True)
    relation = models.CharField("关系", max_length=12, choices=Relation, default=Relation.INTERPRETS)

    panels = [FieldPanel("instrument"), FieldRowPanel([FieldPanel("place"), FieldPanel("relation")])]

    class Meta(PageChild.Meta):
        verbose_name = "对应条款"
        verbose_name_plural = "对应条款"

    def __str__(self) -> str:
        return f"《{self.instrument}》{self.place}"

    def clean(self) -> None:
        """The place exists in the edition in force."""
        super().clean()
        if not self.instrument_id or not self.place:
            return
        self.anchor = found_anchor(self.instrument, self.place)


def found_anchor(instrument: Instrument, place: str) -> str:
    """The anchor of a place in the edition in force; raises `ValidationError` when there is none."""
    anchor = anchor_of(place, is_point=instrument.speaks_in_points)
    edition = in_force(list(instrument.editions.public()), timezone.localdate())
    if edition is None:
        raise ValidationError({"instrument": "这份文件还没有公开的版本。"})
    if not anchor or not Provision.objects.filter(edition=edition, anchor=anchor).exists():
        raise ValidationError({"place": f"《{instrument.title}》里没有“{place}”。"})
    return anchor
