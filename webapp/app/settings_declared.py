"""What the operator decides: every `JIZEN_*` variable is declared here, once.

docs/settings.md is written from this module: `python -m webapp.app.settings_doc`.
"""

from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from webapp.app import reach
from webapp.app.setting_values import (
    AN_ADDRESS,
    SHORTEST_SECRET,
    Database,
    Day,
    Host,
    Language,
    MailAddress,
    Names,
    Networks,
    Number,
    Place,
    Positive,
    Secret,
    Switch,
    UnsetSwitch,
    WebAddress,
    Words,
    web_address,
)
from workflow.accounts import Rules
from workflow.files import DEFAULT_FOLDER, Bucket
from workflow.notices import HookSettings, MailSettings
from workflow.values import LARGEST_KYEN, YEN_SUSPECTED_FROM

SECRET_KEY_FILE: Final = Path("var/secret_key")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
THIS_MACHINE: Final = (ip_network("127.0.0.0/8"), ip_network("::1"))


class Declared(BaseSettings):
    """Every variable, and what it may hold beside the others; the defaults serve one machine."""

    model_config = SettingsConfigDict(
        frozen=True,
        alias_generator=lambda name: f"JIZEN_{name.upper()}",
        populate_by_name=True,
        validate_default=True,
        hide_input_in_errors=True,
    )

    database_url: Database = Field(
        "sqlite:///var/jizen.db",
        repr=False,
        description="The database: an SQLite file, or one of a PostgreSQL server.",
    )
    place: Place = Field(
        DEFAULT_FOLDER,
        alias="JIZEN_FILES",
        description="Where files of items lie, by the SHA-256 of their bytes: a folder, or "
        "`s3://bucket/prefix` of a service that speaks S3; the same for all processes of a site.",
    )
    s3_endpoint: Annotated[str, AN_ADDRESS, Words(unset="Amazon's own")] = Field(
        "", description="The address of the service that the bucket is in."
    )
    s3_region: str = Field(Bucket.region, description="The region that the bucket is in.")
    s3_key_id: str = Field(
        "",
        repr=False,
        description="The name of the key, needed with a bucket; it may read and write the objects "
        "under the prefix.",
    )
    s3_secret: str = Field(
        "",
        repr=False,
        description="The secret half of that key, needed with a bucket.",
    )
    secret_key: Annotated[
        Secret, Words(unset=f"a key made once, kept in `{SECRET_KEY_FILE}` (mode 0600)")
    ] = Field(
        min_length=SHORTEST_SECRET,
        repr=False,
        description="Signs sessions, and keeps the short codes for first passwords; the same for "
        "all processes of a site.",
    )
    host: str = Field("127.0.0.1", description="The address on which `jizen serve` listens.")
    port: Number = Field(8000, le=65535, description="The port on which `jizen serve` listens.")
    statement_seconds: Annotated[Positive, Words(unit="seconds")] = Field(
        10,
        le=600,
        description="How long the database may work at one statement of a web process; what takes "
        "longer is ended, and the person is told to ask for less.",
    )
    trusted_proxies: Number = Field(
        0,
        le=10,
        description="How many reverse proxies in front are trusted for the client's address.",
    )
    metrics_from: Networks = Field(
        THIS_MACHINE, description="The addresses and networks that may read `/metrics`."
    )
    language: Language = Field(
        "ja",
        alias="JIZEN_LANG",
        description="Language of the command line, and of pages until a person chooses.",
    )
    today: Day = Field(None, description="For training: the clock starts on this day and runs on.")
    site: Annotated[WebAddress, Words(unset="`http://<host>:<port>/`")] = Field(
        "", description="The site's own address, as mails name it."
    )
    secure_cookies: Annotated[UnsetSwitch, Words(unset="`1` where people come from elsewhere")] = (
        Field(
            None,
            description="`1`: cookies travel encrypted only, and browsers are told to insist on "
            "HTTPS; `0` where people come by plain HTTP.",
        )
    )
    allowed_hosts: Annotated[Names, Words(unset="the host of `JIZEN_SITE`")] = Field(
        None,
        description="The names by which people reach the site; requests for others are refused. "
        "This machine's own names for itself are always allowed.",
    )
    session_idle_minutes: Annotated[Number, Words(unit="minutes")] = Field(
        Rules.idle // MINUTE,
        ge=5,
        le=1440,
        description="How long somebody stays signed in without asking for a page.",
    )
    session_hours: Annotated[Positive, Words(unit="hours")] = Field(
        Rules.longest // HOUR,
        le=168,
        description="How long somebody stays signed in at most, whatever they do.",
    )
    link_days: Annotated[Positive, Words(unit="days")] = Field(
        Rules.invitation // DAY,
        le=90,
        description="How long a link is good by which a person sets their first password.",
    )
    security_log_days: Annotated[Positive, Words(unit="days")] = Field(
        Rules.log_kept // DAY,
        le=3660,
        description="How long the security log is kept: sign-ins, failures, exports, with login "
        "and address.",
    )
    smtp_host: Host = Field(
        MailSettings.host,
        description="The mail server; without one no mail leaves, and notices are on the screen "
        "only.",
    )
    smtp_port: Number = Field(MailSettings.port, le=65535, description="The mail server's port.")
    smtp_starttls: Switch = Field(
        MailSettings.starttls,
        description="`1`: speak encrypted, and check the server's certificate.",
    )
    smtp_user: str = Field(
        MailSettings.user,
        description="The user's name, where the mail server asks for one; only with STARTTLS.",
    )
    smtp_password: Secret = Field("", repr=False, description="The password of that user.")
    mail_sender: MailAddress = Field(
        MailSettings.sender,
        description="The sender of every mail; the part after its @ also ends each Message-ID.",
    )
    digest_minutes: Annotated[Number, Words(unit="minutes")] = Field(
        MailSettings.digest_minutes,
        le=1440,
        description="How long a person's notices are gathered into one mail, where they have not "
        "chosen otherwise.",
    )
    webhook_url: WebAddress = Field(
        HookSettings.url, repr=False, description="Every move is posted there as JSON."
    )
    webhook_secret: Annotated[
        Secret, Words(f"at least {SHORTEST_SECRET} characters, with JIZEN_WEBHOOK_URL")
    ] = Field(
        "",
        repr=False,
        description="Signs what is posted: `X-Jizen-Signature` is `sha256=` and the HMAC-SHA256 "
        "of the body with this secret.",
    )
    ask_from_kyen: Annotated[Number, Words(unit="thousand yen")] = Field(
        YEN_SUSPECTED_FROM,
        le=LARGEST_KYEN,
        description="From this amount on a person is asked whether yen were typed.",
    )
    worker_id: Annotated[str, Words(unset="host name and a number kept in `var/workers`")] = Field(
        "",
        description="By what name this process's worker is known; the same after a restart, "
        "different for each process.",
    )

    @field_validator("s3_endpoint")
    @classmethod
    def _leads_to_the_bucket(cls, value: str, info: ValidationInfo) -> str:
        return web_address(value) if isinstance(info.data.get("place"), Bucket) else value

    @field_validator("s3_key_id", "s3_secret")
    @classmethod
    def _opens_the_bucket(cls, value: str, info: ValidationInfo) -> str:
        if not value and isinstance(info.data.get("place"), Bucket):
            raise ValueError("needed where JIZEN_FILES is a bucket")
        return value

    @field_validator("site", mode="before")
    @classmethod
    def _is_where_it_is_served(cls, value: str, info: ValidationInfo) -> str:
        return (
            value or f"http://{reach.literal(info.data.get('host', ''))}:{info.data.get('port')}/"
        )

    @field_validator("secure_cookies", mode="before")
    @classmethod
    def _travel_encrypted_unless_they_stay_here(cls, value: Any, info: ValidationInfo) -> Any:
        return reach.is_from_elsewhere(info.data) if value is None else value

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _are_the_sites(cls, value: Any, info: ValidationInfo) -> Any:
        return reach.hosts(info.data) if value is None else value

    @field_validator("smtp_user")
    @classmethod
    def _travels_encrypted(cls, value: str, info: ValidationInfo) -> str:
        if value and not info.data.get("smtp_starttls", True):
            raise ValueError("a password travels only with JIZEN_SMTP_STARTTLS=1")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _is_long_enough_to_sign(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("webhook_url") and len(value) < SHORTEST_SECRET:
            raise ValueError
        return value
