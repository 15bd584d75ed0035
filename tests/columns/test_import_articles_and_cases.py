"""A Word file in a column of articles or cases: what leaves the text for fields of its own."""

from columns.domain.word_body import Body
from columns.domain.word_case import case_fields
from columns.domain.word_theory import theory_fields


def section(text: str, heading: str = "", level: str = "2") -> dict:
    return {"type": "section", "value": {"heading": heading, "level": level, "text": text}, "id": "x"}


def told(blocks: list[dict]) -> list[tuple[str, str, str]]:
    return [(b["value"]["level"], b["value"]["heading"], b["value"]["text"]) for b in blocks if b["type"] == "section"]


def test_abstract_keywords_and_references_become_fields():
    body = Body(
        [
            section("<p>何清浅</p><p><b>【摘要】</b>三年的记录。</p><p>关键词：课堂；车间 师傅</p>"),
            section("<p>甲[1]。</p>", "一、材料"),
            section("<p>[1] 甲. 文献[J].</p><p>［2］乙. 书[M].</p>", "参考文献"),
        ]
    )

    fields = theory_fields(body)

    assert (fields["abstract"], fields["keywords"]) == ("三年的记录。", "课堂,车间,师傅")
    assert [(row.text, row.sort_order) for row in fields["references"]] == [("甲. 文献[J].", 0), ("乙. 书[M].", 1)]
    assert told(body.blocks) == [("2", "", "<p>何清浅</p>"), ("2", "一、材料", "<p>甲[1]。</p>")]


def test_references_after_a_plain_line_and_as_a_list_and_an_appendix_behind_them():
    body = Body(
        [
            section("<p>余论。</p><p>参考文献：</p><ol><li>甲. 文献[J].</li><li>乙. 书[M].</li></ol>", "三、余论"),
            section("<p>问卷。</p>", "附录"),
        ]
    )

    fields = theory_fields(body)

    assert [row.text for row in fields["references"]] == ["甲. 文献[J].", "乙. 书[M]."]
    assert told(body.blocks) == [("2", "三、余论", "<p>余论。</p>"), ("2", "附录", "<p>问卷。</p>")]


def test_an_abstract_too_long_for_its_field_stays_in_the_text():
    text = f"<p>摘要：{'长' * 601}</p>"
    body = Body([section(text)])

    fields = theory_fields(body)

    assert (fields["abstract"], told(body.blocks)) == ("", [("2", "", text)])


def test_headings_tell_the_parts_of_a_case():
    table = {"type": "table", "value": {}, "id": "t"}
    body = Body(
        [
            section("<p>引子。</p>"),
            section("<p>起点。</p>", "一、案例背景"),
            section("<p>步骤。</p>", "二、主要做法"),
            section("<p>第一步。</p>", "（一）先减课", "3"),
            table,
            section("<p>变化。</p>", "三、成效与反思"),
        ]
    )

    parts = case_fields(body)

    assert told(parts["background"]) == [("3", "", "<p>引子。</p>"), ("3", "", "<p>起点。</p>")]
    assert told(parts["practice"]) == [("3", "", "<p>步骤。</p>"), ("4", "（一）先减课", "<p>第一步。</p>")]
    assert parts["practice"][-1] == table
    assert told(parts["results"]) == [("3", "三、成效与反思", "<p>变化。</p>")]
    assert "没有分清" not in "".join(body.warnings)


def test_without_telling_headings_nothing_is_lost_and_it_is_said():
    body = Body([section("<p>甲。</p>", "开头"), section("<p>乙。</p>", "后来")])

    parts = case_fields(body)

    assert told(parts["background"]) == [("3", "开头", "<p>甲。</p>"), ("3", "后来", "<p>乙。</p>")]
    assert body.warnings[0] == "没有分清背景、做法、成效，请把段落移到对应的部分。"
