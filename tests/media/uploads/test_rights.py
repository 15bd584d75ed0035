"""Somebody else's upload is answered like one that does not exist."""

import pytest
from django.test import Client

from accounts.enums import Role
from delivery.outbox import run_all
from media.models import Upload, Video
from media.models.uploads import PART_BYTES
from tests.support import places
from tests.support.accounts import account, visitor_of_admin
from tests.support.sending import Sender, film

pytestmark = pytest.mark.django_db
DATA = film(2 * PART_BYTES + 1000)


@pytest.fixture(autouse=True)
def _on_disk(tmp_path):
    with places.disk(tmp_path):
        yield


@pytest.fixture
def begun(desk) -> Sender:
    sender = Sender(desk, DATA)
    sender.begin()
    return sender


def asked(client: Client, url: str, **headers: str) -> list[tuple[int, bytes]]:
    kind = "application/json"
    sums = f'{{"sha256": "{"0" * 64}", "md5": "{"0" * 32}"}}'
    answers = [
        client.get(url, headers=headers),
        client.delete(url, headers=headers),
        client.post(f"{url}parts/1/", sums, content_type=kind, headers=headers),
        client.put(f"{url}parts/1/", b"x", headers=headers),
        client.post(f"{url}finish/", '{"digest": ""}', content_type=kind, headers=headers),
    ]
    return [(answer.status_code, answer.content) for answer in answers]


def test_another_editor(begun):
    other = Client()
    other.force_login(account(Role.EDITOR, "other"))
    missing = "/videos/uploads/00000000-0000-4000-8000-000000000000/"

    foreign = asked(other, begun.told["url"], **{"X-Upload-Token": begun.told["token"]})

    assert foreign == asked(other, missing)
    assert {status for status, _ in foreign} == {404}
    assert Upload.objects.get().state == "receiving"
    assert other.get("/videos/uploads/").json() == {"uploads": []}


def test_a_stranger(begun):
    missing = "/videos/uploads/00000000-0000-4000-8000-000000000000/"

    answers = asked(Client(), begun.told["url"])

    assert answers == asked(Client(), missing, **{"X-Upload-Token": "0" * 64})
    assert {status for status, _ in answers} == {401}
    assert Sender(Client(), DATA).begin().status_code == 401


def test_an_account_without_the_right(db):
    client = Client()
    client.force_login(visitor_of_admin())

    answer = Sender(client, DATA).begin()

    assert (answer.status_code, answer.json()["error"]) == (403, "您的账号不能上传到这里。")


def test_the_right_is_asked_at_each_step(begun, editor):
    editor.groups.clear()

    assert {status for status, _ in asked(begun.client, begun.told["url"])} == {404}


def test_an_upload_goes_on_when_the_session_has_ended(begun):
    begun.send(1)
    begun.client.logout()
    begun.headers = {"X-Upload-Token": begun.told["token"]}

    begun.send(2, 3)
    begun.finish()
    run_all()

    assert (begun.status().json()["state"], Video.objects.count()) == ("done", 1)


def test_the_token_ends_with_the_password_and_with_the_account(begun, editor):
    token = {"X-Upload-Token": begun.told["token"]}
    editor.is_active = False
    editor.save()
    gone = Client().get(begun.told["url"], headers=token).status_code
    editor.is_active = True
    editor.set_password("a-new-Passw0rd")
    editor.save()

    assert (gone, Client().get(begun.told["url"], headers=token).status_code) == (401, 401)


def test_it_takes_a_token_against_forgery(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert Sender(client, DATA).begin().status_code == 403
