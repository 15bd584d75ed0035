"""No secret in a text that a person gets to see."""

import pytest

from delivery.redaction import redacted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("OSError: 磁盘满了", "OSError: 磁盘满了"),
        ("cannot reach postgres://site:s3cr3t@db:5432/site", "cannot reach postgres://***@db:5432/site"),
        (
            "https://s3/a.mp4?X-Amz-Credential=AK%2F1&X-Amz-Signature=abc1&x=1",
            "https://s3/a.mp4?X-Amz-Credential=***&X-Amz-Signature=***&x=1",
        ),
        ("login failed (password='hunter2', user='a')", "login failed (password='***', user='a')"),
        ('{"access_key": "AKIA4711", "a": 1}', '{"access_key": "***", "a": 1}'),
        ("Authorization: Bearer eyJhbGciOi.x", "Authorization: Bearer ***"),
        ("a\0b \ud800", "ab ?"),
    ],
)
def test_secrets_are_hidden(text, shown):
    assert redacted(text) == shown


def test_our_own_secrets_are_hidden_wherever_they_stand(settings):
    settings.SECRET_KEY = "k" * 50
    settings.STORAGES = {
        "private": {"BACKEND": "x", "OPTIONS": {"secret_key": "trial-secret", "location": "/var/site"}}
    }

    assert redacted(f"{'k' * 50}/trial-secret//var/site") == "***/***//var/site"


def test_a_text_has_a_limit():
    assert len(redacted("长" * 5000)) == 2000
