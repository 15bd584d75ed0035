"""The reader of official texts: one call from text to structure and problems."""

import re
from collections.abc import Sequence

from regulations.domain.parsing import front
from regulations.domain.parsing.build import Builder
from regulations.domain.parsing.checks import article_problems, heading_problems
from regulations.domain.parsing.contents import compared, contents_of, entries_of
from regulations.domain.parsing.damage import damage_in
from regulations.domain.parsing.document import ParsedInstrument, Problem
from regulations.domain.parsing.kinds import AMENDMENT, DECISION, INTERPRETATION, kind_of
from regulations.domain.parsing.marks import PREAMBLES, UNNUMBERED, annex_of, heading_of, item_of, squeezed
from regulations.domain.parsing.points import first_point, read_points
from regulations.domain.parsing.refusal import TextRefused
from regulations.domain.parsing.sequence import Articles, articles_of, follows
from regulations.domain.parsing.source import Line, lines_of
from regulations.domain.parsing.walk import is_title_line, read_articles, read_plain

MAX_LINES = 60_000
# Short ones of these have no numbers at all.
UNNUMBERED_KINDS = {AMENDMENT, DECISION, INTERPRETATION}
_FENCE_TITLE = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:.*\r?\n)*?title:[ \t]*[\"']?(.+?)[\"']?[ \t]*\r?\n", re.I)


def parse_instrument(text: str, is_markdown: bool = False, title: str = "") -> ParsedInstrument:
    """Read one official text. `title` is used only when the text itself names none.

    Nothing is renumbered, repaired or invented: what does not fit is listed in `problems`.
    Raises `TextRefused` when there is nothing to read.
    """
    if "\0" in text:
        raise TextRefused("文字里有不能保存的字符（NUL），请检查文件。")
    lines = lines_of(text, is_markdown)
    if not any(line.text for line in lines):
        raise TextRefused("没有文字可以导入：文件是空的。")
    if len(lines) > MAX_LINES:
        raise TextRefused("文件超过 6 万行，无法导入。请拆成几份。")
    parsed = ParsedInstrument()
    builder = Builder()
    fence = _FENCE_TITLE.match(text) if is_markdown else None
    _read(lines, parsed, builder, fence[1].strip() if fence else title)
    parsed.provisions = builder.provisions
    problems, remarks = damage_in(lines, text)
    parsed.problems = sorted([*parsed.problems, *builder.problems, *problems], key=lambda problem: problem.line)
    parsed.remarks += remarks
    return parsed


def _read(lines: list[Line], parsed: ParsedInstrument, builder: Builder, title: str) -> None:
    annexes = _annexes(lines)
    end = annexes[0] if annexes else len(lines)
    articles = articles_of(lines, 0, end)
    point = first_point(lines, end)
    by_points = point is not None and _speaks_in_points(lines, articles, point, end)
    first = articles.found[0].index if articles.found and not by_points else end
    contents = contents_of(lines, first if first < end else (point or (0, 0))[0] if by_points else end)
    head_end = _start_of(lines, contents.start if contents else first, point[0] if by_points and point else end)
    head = front.head_of(lines, head_end)
    parsed.title = head.title or title
    body_start = head_end
    if contents is not None:
        parsed.contents = [line.text for line in lines[contents.start : contents.end] if line.text]
        body_start = contents.end
    _facts(lines, parsed, head, end)
    for index in head.preamble:
        builder.loose_text(lines[index], "preamble", "pre", -1)
    if by_points and point is not None:
        takes_lead = parsed.kind in ("work_points", "policy")
        read_points(builder, lines, body_start, end, point[1], takes_lead)
    elif articles.found:
        read_articles(builder, lines, body_start, end, articles)
        _tell_articles(parsed, articles, lines)
    else:
        read_plain(builder, lines, body_start, end, "text", "p", -1)
    if not parsed.title:
        parsed.problems.append(Problem("no_title", 0, "没有找到标题，请在确认时填写。"))
    if not by_points and not articles.found:
        told = parsed.remarks if parsed.kind in UNNUMBERED_KINDS else parsed.problems
        told.append(Problem("no_structure", 0, "没有找到条，也没有找到编号的要点：全文按段落导入。"))
    parsed.problems += heading_problems(builder.provisions)
    if contents is not None:
        parsed.problems += compared(entries_of(lines[contents.start : contents.end]), builder.provisions)
    _read_annexes(lines, parsed, builder, annexes)


def _tell_articles(parsed: ParsedInstrument, articles: Articles, lines: Sequence[Line]) -> None:
    """An amendment may go on with the numbers of the one before it: where it begins is a remark, no problem."""
    problems = article_problems(articles, lines)
    first = lines[articles.found[0].index].number
    goes_on = (
        parsed.kind == AMENDMENT and bool(problems) and (problems[0].code, problems[0].line) == ("article_gap", first)
    )
    parsed.remarks += problems[:1] if goes_on else []
    parsed.problems += problems[1:] if goes_on else problems


def _annexes(lines: Sequence[Line]) -> list[int]:
    """Lines that begin an annex behind the text: no article after them goes on with the numbers before."""
    marked = [i for i, line in enumerate(lines) if line.text and annex_of(line) is not None]
    if not marked:
        return []
    articles = articles_of(lines, 0, len(lines))
    first = articles.found[0].index if articles.found else None
    behind = []
    for i in marked:
        if first is not None and i < first:
            continue
        following = next((found.mark.key for found in articles.found if found.index > i), None)
        before = [found.mark.key for found in articles.found if found.index < i]
        # Behind 附：有关条文 stand articles of another text, whose numbers do not go on.
        if following is not None and following[0] != 1 and (not before or follows(before[-1], following)):
            continue
        if first is None and not any(item_of(line) for line in lines[:i]):
            continue
        behind.append(i)
    return behind


def _speaks_in_points(lines: Sequence[Line], articles: Articles, point: tuple[int, str], end: int) -> bool:
    """Whether the text is a list of points (decisions, work points) rather than of articles."""
    if not articles.found:
        return True
    if articles.found[0].index < point[0]:
        return False
    tops = sum(1 for i in range(point[0], end) if (found := item_of(lines[i])) and found[0] == point[1])
    return tops > len(articles.chain)


def _start_of(lines: Sequence[Line], before: int, point: int) -> int:
    """Where the structure begins: the first heading, preamble, article or point."""
    limit = min(before, point)
    for i in range(limit):
        name = squeezed(lines[i].text)
        if heading_of(lines[i]) is not None or name in PREAMBLES or (name in UNNUMBERED):
            return i
        if lines[i].level > 1 and i and item_of(lines[i]):
            return i
    # 「一、管辖」 right above the first article.
    if limit > 1 and before < point and (found := item_of(lines[limit - 1])) and found[0] == "yi":
        return limit - 1 if is_title_line(lines[limit - 1]) else limit
    return limit


def _facts(lines: Sequence[Line], parsed: ParsedInstrument, head: front.Head, end: int) -> None:
    """Note, events, number, body and dates, as the text tells them."""
    parsed.front = [lines[i].text for i in head.front]
    parsed.note = [lines[i].text for i in head.note]
    joined = (
        ["".join(parsed.note)] if parsed.note and parsed.note[0][0] in "（(" and len(parsed.note) > 1 else parsed.note
    )
    parsed.events = front.events_of(joined)
    passed = [event for event in parsed.events if event.action in ("通过", "修订", "修正")]
    public = [event for event in parsed.events if event.action in ("公布", "发布", "颁布", "印发")]
    parsed.adopted_on = next((event.on for event in passed), None)
    parsed.published_on = next((event.on for event in public), None)
    parsed.issuing_body = next((event.body for event in [*passed, *public] if event.body), "")
    parsed.document_number = front.document_number([*parsed.note, *parsed.front])
    if not parsed.issuing_body:
        named = [front.body_in(text) for text in [parsed.title, parsed.document_number, *parsed.front]]
        parsed.issuing_body = next((body for body in named if body), "") or front.office_in(parsed.front)
    last = [line.text for line in lines[max(0, end - 8) : end]]
    parsed.effective_on = front.effective_on(parsed.note, last, parsed.published_on or parsed.adopted_on)
    parsed.kind = kind_of(parsed.title, parsed.issuing_body)


def _read_annexes(lines: Sequence[Line], parsed: ParsedInstrument, builder: Builder, starts: list[int]) -> None:
    ends = [*starts[1:], len(lines)] if starts else []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        articles = articles_of(lines, start + 1, end)
        has_own = len(articles.chain) > 1 and articles.found[0].mark.ordinal == 1
        builder.open_annex(lines[start], number)
        if has_own:
            read_articles(builder, lines, start + 1, end, articles)
            parsed.problems += article_problems(articles, lines)
        else:
            read_plain(builder, lines, start + 1, end, "annex_text", "p", builder.root)
