"""Points of other years beside a point of work."""

from html import unescape

LAST_YEAR = "2025年示范工作要点（样张）\n1.办好讲堂。每月一讲。\n2.讲清条例。每条一篇解读。\n3.种好果树。春天嫁接。\n"
THIS_YEAR = "2026年示范工作要点（样张）\n1.讲清条例。每条至少两篇解读。\n2.走遍十六市。每市一场宣讲。\n"


def page(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_a_point_leads_to_the_likest_one_of_the_other_year(client, imported):
    old, new = imported(LAST_YEAR).instrument, imported(THIS_YEAR).instrument

    goes_on, is_new = page(client, f"{new.path}point-1/"), page(client, f"{new.path}point-2/")

    assert f'href="{old.path}point-2/">2025年示范工作要点（样张）　2.讲清条例</a>' in goes_on
    assert f'href="{new.path}point-1/"' in page(client, f"{old.path}point-2/")
    assert "其他年份" not in is_new


def test_a_list_that_is_not_public_is_not_compared(client, imported):
    imported(LAST_YEAR, public=False)
    new = imported(THIS_YEAR).instrument

    assert "其他年份" not in page(client, f"{new.path}point-1/")
