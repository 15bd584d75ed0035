"""The passwords of an account over time: which may not come back, when a new one is due."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.utils import timezone

from accounts.domain.sign_in import lift_pause
from accounts.models import PasswordRecord, User

REMEMBERED = 5


def was_used(user: User, password: str) -> bool:
    """Whether `password` is the account's present one or one of its last few."""
    hashes = PasswordRecord.objects.filter(user=user).values_list("encoded", flat=True)[:REMEMBERED]
    return any(check_password(password, encoded) for encoded in dict.fromkeys([user.password, *hashes]))


@transaction.atomic
def remember(user: User) -> None:
    """Note the password that `user` has now; forget those that may be used again."""
    PasswordRecord.objects.create(user=user, encoded=user.password)
    kept = PasswordRecord.objects.filter(user=user).values_list("pk", flat=True)[:REMEMBERED]
    PasswordRecord.objects.filter(user=user).exclude(pk__in=list(kept)).delete()
    lift_pause(user.get_username())


def make_temporary(user: User) -> None:
    """The present password was set by somebody else: its owner chooses another one at the next sign-in."""
    newest = PasswordRecord.objects.filter(user=user).first()
    if newest is not None:
        newest.is_temporary = True
        newest.save(update_fields=["is_temporary"])


def is_due(user: User) -> bool:
    """Whether a new password has to be chosen now."""
    newest = PasswordRecord.objects.filter(user=user).first()
    if newest is not None and newest.is_temporary:
        return True
    since = newest.at if newest is not None else user.date_joined
    return timezone.now() - since > timedelta(days=settings.PASSWORD_MAX_AGE_DAYS)
