"""Fixed vocabularies of official texts."""

from django.db import models


class InstrumentKind(models.TextChoices):
    """What an official text is; the values are those of the reader of texts."""

    LAW = "law", "法律"
    REGULATION = "regulation", "法规"
    RULE = "rule", "规章"
    INTERPRETATION = "interpretation", "司法解释"
    DECISION = "decision", "决定"
    AMENDMENT = "amendment", "修正案"
    WORK_POINTS = "work_points", "工作要点"
    POLICY = "policy", "政策文件"


class Level(models.TextChoices):
    """Where a provision stands in its text."""

    PREAMBLE = "preamble", "序言"
    PART = "part", "编"
    SUBPART = "subpart", "分编"
    CHAPTER = "chapter", "章"
    SECTION = "section", "节"
    DIVISION = "division", "标题"
    ARTICLE = "article", "条"
    POINT = "point", "要点"
    PARAGRAPH = "paragraph", "款"
    ITEM = "item", "项"
    SUBITEM = "subitem", "目"
    TEXT = "text", "其他文字"
    ANNEX = "annex", "附件"
    ANNEX_TEXT = "annex_text", "附件文字"
    SIGNATURE = "signature", "落款"


class Lifecycle(models.TextChoices):
    """What an edition is on a day; derived from its dates, never stored."""

    DRAFT = "draft", "未公开"
    FUTURE = "future", "尚未施行"
    IN_FORCE = "in_force", "现行有效"
    SUPERSEDED = "superseded", "已被修改"
    REPEALED = "repealed", "已废止"


class InterpretationForm(models.TextChoices):
    """How an interpretation explains."""

    TEXT = "text", "释义"
    CHART = "chart", "图解"
    VIDEO = "video", "视频"
    QUESTION = "question", "问答"
    CASE = "case", "案例"
    RATIONALE = "rationale", "立法说明"


class Audience(models.TextChoices):
    """Whom an interpretation speaks to."""

    SCHOOL = "school", "学校"
    FAMILY = "family", "学生家长"
    ENTERPRISE = "enterprise", "企业"
    TEACHER = "teacher", "教师"
    AUTHORITY = "authority", "主管部门"


class Relation(models.TextChoices):
    """What a page has to do with a provision."""

    INTERPRETS = "interprets", "解读"
    DEPLOYS = "deploys", "部署"
    PROGRESS = "progress", "进展"
    RESULT = "result", "成效"
    CASE = "case", "案例"
