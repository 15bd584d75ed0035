"""The search at 100,000 passages, by how common a word is, and at 10,000 beside Wagtail's own; all on SQLite.

`PASSAGES=100000` sets the large size; with `ELASTICSEARCH_URL` the cluster is asked as well.
"""

import os
import random
import statistics
import time
from collections.abc import Iterator

from search.quality.figures import Outcome
from search.quality.judged import JudgedDocument, JudgedQuery
from tests.bench.content import bench_database  # sets the paths

SEED = 20_261_124
SMALL = 10_000
# Milliseconds at the 95th percentile, and how many times faster than Wagtail's own.
BARS = {"rare": 50.0, "middling": 50.0, "common": 150.0}
CLUSTER_BAR, FASTER = 50.0, 100.0
WHO = "学校 企业 教师 学生 家长 师傅 行业协会 主管部门 培训机构 县级人民政府 图书馆 实训基地 教研室 校长 工会".split()
HOW = "应当 可以 不得 鼓励 支持 按照规定 会同有关部门 定期 共同 统筹 优先 逐步 依法 每学期 及时".split()
DOES = "制定 公开 检查 安排 参加 建设 更新 评价 记录 报告 维护 选用 开放 资助 验收 签订 修订 借用 保存 移交".split()
WHAT = (
    "实习方案 教学计划 安全制度 设备清单 学徒合同 课程标准 质量年报 培训经费 收费标准 专业目录 考核办法 实训车间 夜间课程 食堂账目 "
    "校车路线 宿舍值班表 奖学金名单 实习报酬 保险凭证 工位编号 教材目录 听课记录 毕业设计 技能竞赛 图书借阅 档案材料 捐赠物资 废料处理"
).split()
FAMILY, GIVEN = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许",
    "德才文武志远建国晓明静怡海涛云龙凤翔春华秋实思源立新永康嘉禾润泽",
)


def documents(number: int) -> Iterator[JudgedDocument]:
    """Passages of a few sentences, each with somebody's name; the same ones in every run."""
    chance = random.Random(SEED)
    for at in range(number):
        body = f"第{chance.randint(1, 80)}条　" + "".join(_sentence(chance) for _ in range(chance.randint(6, 12)))
        yield JudgedDocument(f"d{at}", _sentence(chance)[:18], f"{body}由{_name(chance)}负责。")


def queries() -> list[JudgedQuery]:
    """Names, things, and words that stand in half of all passages and more."""
    chance = random.Random(SEED + 1)
    asked = {
        "rare": [_name(chance) for _ in range(40)],
        "middling": [f"{does}{what}" for does in DOES[:5] for what in WHAT[:8]],
        "common": ["学校", "应当", "企业 实习", "教学计划", "第15条"] * 8,
    }
    return [JudgedQuery(f"{kind}{n}", text, {}, kind) for kind, texts in asked.items() for n, text in enumerate(texts)]


def compare() -> bool:
    """Measure, print, say whether every bar was reached."""
    with bench_database("search"):
        return _compare()


def _compare() -> bool:
    from search.quality.scratch import embedded_run
    from search.quality.scratch_elastic import elasticsearch_run

    size = int(os.environ.get("PASSAGES", "100000"))
    print(f"检索，{size} 段：毫秒 p50 / p95")
    reached = _print("内置", embedded_run(documents(size), queries()), BARS)
    if os.environ.get("ELASTICSEARCH_URL"):
        bars = dict.fromkeys(BARS, CLUSTER_BAR)
        reached &= _print("Elasticsearch", elasticsearch_run(documents(size), queries()), bars)
    ours = statistics.mean(outcome.milliseconds for outcome in embedded_run(documents(SMALL), queries()))
    stock = _stock()
    print(f"{SMALL} 段，平均：内置 {ours:.1f}，Wagtail 自带 {stock:.1f}，{stock / ours:.0f} 倍（目标 {FASTER:.0f}）")
    return reached and stock / ours >= FASTER


def _stock() -> float:
    """The mean of the same queries through Wagtail's own backend, over rows of a model with a name and a text."""
    from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend

    from lectures.models import Speaker

    rows = [Speaker(name=text.id, slug=text.id, introduction=f"{text.title} {text.body}") for text in documents(SMALL)]
    Speaker.objects.bulk_create(rows, batch_size=500)
    backend = SQLiteSearchBackend({})
    index = backend.get_index_for_model(Speaker)
    everything = list(Speaker.objects.all())
    for at in range(0, len(everything), 1000):
        index.add_items(Speaker, everything[at : at + 1000])
    times = []
    for query in queries():
        began = time.perf_counter()
        list(backend.search(query.query, Speaker.objects.all())[:20])
        times.append((time.perf_counter() - began) * 1000)
    return statistics.mean(times)


def _print(name: str, outcomes: list[Outcome], bars: dict[str, float]) -> bool:
    reached = True
    for kind, bar in bars.items():
        times = sorted(outcome.milliseconds for outcome in outcomes if outcome.query.kind == kind)
        hits = sorted(outcome.strict for outcome in outcomes if outcome.query.kind == kind)
        high = times[int(len(times) * 0.95)]
        print(
            f"  {name:14} {kind:9} {times[len(times) // 2]:7.1f} / {high:7.1f}（目标 {bar:.0f}）命中 {hits[0]}–{hits[-1]}"
        )
        reached &= high <= bar
    return reached


def _sentence(chance: random.Random) -> str:
    return f"{chance.choice(WHO)}{chance.choice(HOW)}{chance.choice(DOES)}{chance.choice(WHAT)}。"


def _name(chance: random.Random) -> str:
    return chance.choice(FAMILY) + chance.choice(GIVEN) + chance.choice(GIVEN)
