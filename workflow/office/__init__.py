"""What the office is called, and its picture: what pages and papers name."""

from workflow.office.commands import OfficeThere, ask_for, change, put_logo, remove_logo, set_up
from workflow.office.own_fields import add_field, change_field, place_field, switch_field
from workflow.office.own_roles import add_role, change_role, define_role, place_role, switch_role
from workflow.office.pictures import LARGEST
from workflow.office.pictures import cleaned as cleaned_picture
from workflow.office.progress import Progress, departments_without_officers, progress
from workflow.office.queries import CONTENT, Logo, Profile, logo, office, profile, understood

__all__ = [
    "CONTENT",
    "LARGEST",
    "Logo",
    "OfficeThere",
    "Profile",
    "Progress",
    "add_field",
    "add_role",
    "ask_for",
    "change",
    "change_field",
    "change_role",
    "cleaned_picture",
    "define_role",
    "departments_without_officers",
    "logo",
    "office",
    "place_field",
    "place_role",
    "profile",
    "progress",
    "put_logo",
    "remove_logo",
    "set_up",
    "switch_field",
    "switch_role",
    "understood",
]
