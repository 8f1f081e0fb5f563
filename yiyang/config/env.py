"""The environment: every YIYANG_* variable, declared once below, read strictly.

An unknown YIYANG_* variable or an odd value stops the program with the variable's name, its value and what is allowed.
docs/settings.md is generated from this table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from yiyang.config import kinds
from yiyang.config.kinds import Kind

PREFIX = "YIYANG_"


@dataclass(frozen=True)
class Setting:
    """One variable: its name, kind, default as text (None: empty) and meaning; a secret's value is never printed."""

    name: str
    kind: Kind
    default: str | None
    en: str
    zh: str
    secret: bool


def _setting(kind: Kind, default: str | None, en: str, zh: str, *, secret: bool = False) -> Any:
    """A dataclass field that carries its declaration; typed Any so that the field's own annotation holds."""
    return field(metadata={"kind": kind, "default": default, "en": en, "zh": zh, "secret": secret})


@dataclass(frozen=True, kw_only=True)
class Environment:
    """The values of all settings of this process."""

    data_dir: Path = _setting(
        kinds.DIRECTORY,
        "./var",
        "Where the embedded database, keys and papers are kept",
        "存放内嵌数据库、密钥和文书的目录",
    )
    database_url: str | None = _setting(
        kinds.DATABASE, None, "The database; empty: SQLite in the data directory", "数据库；留空则用数据目录内的 SQLite"
    )
    secret_key: str | None = _setting(kinds.SECRET, None, "Signs sessions and forms", "用于会话和表单签名", secret=True)
    field_keys: dict[str, bytes] | None = _setting(
        kinds.KEYS,
        None,
        "AES-256-GCM keys of stored identity numbers: the first encrypts, all decrypt",
        "身份证号加密存储的 AES-256-GCM 密钥：第一个用于加密，全部可用于解密",
        secret=True,
    )
    index_key: tuple[bytes, ...] | None = _setting(
        kinds.INDEX_KEYS,
        None,
        "HMAC key by which a stored identity number is found; while it is rotated, newest,old",
        "用于检索身份证号的 HMAC 密钥；更换期间写作“新,旧”",
        secret=True,
    )
    allowed_hosts: tuple[str, ...] = _setting(
        kinds.HOSTS, "localhost,127.0.0.1,[::1]", "Host names the server answers to", "服务器应答的主机名"
    )
    trusted_origins: tuple[str, ...] | None = _setting(
        kinds.ORIGINS, None, "Further origins whose forms are accepted", "另行接受其表单的来源"
    )
    public_url: str | None = _setting(
        kinds.ORIGIN,
        None,
        "The address under which everybody reaches this server, as papers print it; empty: that of the request",
        "公众访问本服务器的地址，印在文书上；留空则用请求的地址",
    )
    outbox_dir: Path | None = _setting(
        kinds.DIRECTORY,
        None,
        "Where messages are put for the sender to take; empty: outbox in the data directory",
        "待发消息存放的目录；留空则为数据目录下的 outbox",
    )
    proxies: int = _setting(
        kinds.whole(0, 5), "0", "How many reverse proxies of ours stand in front", "前置的自有反向代理层数"
    )
    https: bool = _setting(
        kinds.BOOLEAN,
        "false",
        "Reached by HTTPS: secure cookies, HSTS, redirect",
        "经 HTTPS 访问：安全 Cookie、HSTS、跳转",
    )
    session_hours: int = _setting(
        kinds.whole(1, 24), "8", "Hours until a sign-in ends, whatever is done", "无论是否操作，登录状态的最长小时数"
    )
    idle_minutes: int = _setting(
        kinds.whole(1, 720), "30", "Minutes without a page until a sign-in ends", "无操作多少分钟后登录状态结束"
    )
    lock_minutes: int = _setting(
        kinds.whole(1, 1440),
        "15",
        "Minutes an account stays locked after five wrong attempts",
        "连续五次登录错误后账户锁定的分钟数",
    )
    second_factor: bool | None = _setting(
        kinds.BOOLEAN,
        None,
        "Whether clerks, reviewers, supervisors, finance and administrators need a second step at sign-in; "
        "empty: yes, except in the demonstration",
        "经办、复核、监督、财政和管理人员登录是否须两步验证；留空：须要，演示模式除外",
    )
    metrics_token: str | None = _setting(
        kinds.TOKEN,
        None,
        "Bearer token of /metrics; empty: only this machine may read it",
        "/metrics 的访问令牌；留空则仅限本机读取",
        secret=True,
    )
    log_level: str = _setting(kinds.LEVEL, "INFO", "The least severe message that is logged", "日志的最低级别")
    log_format: str = _setting(
        kinds.one_of("json", "text"),
        "json",
        "JSON lines, or text for a person at a terminal",
        "JSON 行，或供人在终端阅读的文本",
    )
    demo: bool = _setting(
        kinds.BOOLEAN,
        "false",
        "Demonstration: made-up people, keys made on first use",
        "演示模式：虚构人物，首次使用时生成密钥",
    )
    debug: bool = _setting(
        kinds.BOOLEAN,
        "false",
        "Development: error pages with source, never in production",
        "开发模式：错误页含源码，生产环境禁用",
    )
    testing: bool = _setting(
        kinds.BOOLEAN, "false", "Set by the test-suite: fast password hash", "由测试设置：快速口令散列"
    )

    @property
    def embedded(self) -> bool:
        """Whether missing keys may be made in the data directory: beside our own SQLite file, or for made-up people."""
        return self.demo or self.debug or self.testing or not (self.database_url or "").startswith("postgresql")


SETTINGS = tuple(Setting(name=PREFIX + item.name.upper(), **item.metadata) for item in fields(Environment))


def read(environ: Mapping[str, str]) -> Environment:
    """The settings given by `environ`; raises ImproperlyConfigured naming every variable at fault at once."""
    faults = _unknown(environ)
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        text = environ.get(setting.name) or setting.default
        try:
            values[setting.name.removeprefix(PREFIX).lower()] = None if text is None else setting.kind.read(text)
        except ValueError:
            faults.append(_fault(setting, text or ""))
    if faults:
        raise ImproperlyConfigured("\n".join(faults))
    return Environment(**values)


def _unknown(environ: Mapping[str, str]) -> list[str]:
    known = {setting.name for setting in SETTINGS}
    strange = sorted(name for name in environ if name.startswith(PREFIX) and name not in known)
    return [f"{name}: no such setting. 没有这个设置。 Known: {', '.join(sorted(known))}" for name in strange]


def _fault(setting: Setting, text: str) -> str:
    shown = f"{len(text)} characters" if setting.secret else repr(text)
    return f"{setting.name} = {shown}: allowed is {setting.kind.en}. 允许的值：{setting.kind.zh}。"
