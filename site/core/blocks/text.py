"""Text blocks: sections, quotes, facts, questions with answers."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

INLINE = ["bold", "link", "document-link", "superscript", "subscript"]
TEXT = [*INLINE, "ol", "ul"]


class SectionBlock(blocks.StructBlock):
    """A stretch of text, with or without a heading of its own."""

    heading = blocks.CharBlock(label="小标题", required=False, max_length=80)
    level = blocks.ChoiceBlock(
        label="标题级别",
        choices=[("2", "二级"), ("3", "三级"), ("4", "四级")],
        default="2",
        required=False,
        help_text="没有小标题时不起作用。",
    )
    text = blocks.RichTextBlock(label="正文", required=False, features=TEXT)

    class Meta:
        label = "段落"
        icon = "pilcrow"
        template = "core/blocks/section.html"
        label_format = "{heading}"

    def clean(self, value: Any) -> Any:
        """Publishing needs a heading or a text."""
        value = super().clean(value)
        if not self.is_deferred_validation and not value["heading"] and not str(value["text"] or "").strip():
            raise blocks.StructBlockValidationError(block_errors={"text": ValidationError("这一段还没有内容。")})
        return value


class SubsectionBlock(SectionBlock):
    """A stretch of text below a heading that the page itself gives."""

    level = blocks.ChoiceBlock(
        label="标题级别",
        choices=[("3", "三级"), ("4", "四级")],
        default="3",
        required=False,
        help_text="没有小标题时不起作用。",
    )
    # Named again to stay behind the level.
    text = blocks.RichTextBlock(label="正文", required=False, features=TEXT)


class QuoteBlock(blocks.StructBlock):
    """A pull quote: one sentence worth standing alone."""

    text = blocks.TextBlock(label="引语", max_length=200)
    speaker = blocks.CharBlock(
        label="说话人", required=False, max_length=60, help_text="例如“宋青禾，学徒班带班教师”。"
    )

    class Meta:
        label = "引语"
        icon = "openquote"
        template = "core/blocks/quote.html"
        label_format = "{text}"


class FactBlock(blocks.StructBlock):
    """One number and what it counts."""

    number = blocks.CharBlock(label="数字", max_length=12, help_text="例如 76、92%。")
    label = blocks.CharBlock(label="说明", max_length=40)


class FactsBlock(blocks.StructBlock):
    """Two or three numbers beside each other."""

    facts = blocks.ListBlock(FactBlock(), label="数字", min_num=1, max_num=3)

    class Meta:
        label = "数字"
        icon = "order"
        template = "core/blocks/facts.html"


class AnswerBlock(blocks.StructBlock):
    """What one person answers."""

    speaker = blocks.CharBlock(label="回答人", required=False, max_length=40, help_text="只有一位受访者时可以不填。")
    text = blocks.RichTextBlock(label="回答", features=TEXT)


class QuestionBlock(blocks.StructBlock):
    """A question and its answers; several persons may answer one question."""

    label = blocks.CharBlock(label="短题", required=False, max_length=20, help_text="六到十二个字，显示在目录里。")
    question = blocks.TextBlock(label="问题")
    answers = blocks.ListBlock(AnswerBlock(), label="回答", min_num=1)

    class Meta:
        label = "一问一答"
        icon = "help"
        template = "core/blocks/question.html"
        label_format = "{question}"
