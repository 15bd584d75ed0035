"""Accounts with the roles of the office, as `editorial.roles` sets them up."""

from django.contrib.auth.models import Group, Permission

from accounts.enums import Role
from accounts.models import User

PASSWORD = "a-long-Passw0rd"


def account(role: str, name: str = "") -> User:
    """A member of the office; the group and its rights come from the migration."""
    user = User.objects.create_user(name or f"a-{role}", password=PASSWORD)
    user.groups.add(Group.objects.get(name=Role(role).label))
    return user


def visitor_of_admin() -> User:
    """An account that may log in to the admin and do nothing there."""
    user = User.objects.create_user("nobody", password=PASSWORD)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user
