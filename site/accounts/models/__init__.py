"""Accounts, places and units."""

from accounts.models.places import City, District
from accounts.models.sign_in import PasswordRecord, SignInFailure
from accounts.models.units import Unit, UnitFormerName
from accounts.models.users import User

__all__ = ["City", "District", "PasswordRecord", "SignInFailure", "Unit", "UnitFormerName", "User"]
