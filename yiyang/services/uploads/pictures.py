"""What an upload is by its content, and a picture's evidence: read once, then stripped from the copy that is shown."""

import io
import math
import struct
import warnings
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from yiyang.law.words import Text
from yiyang.services.errors import BadInput
from yiyang.services.facts import SHANGHAI

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
SHOWN_SIDE = 1600
QUALITY = 85
PDF = "application/pdf"
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
"""Pictures taken, as Pillow names them; anything else is refused."""
MAGIC = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"RIFF", "WEBP"))
BROKEN = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, ZeroDivisionError, struct.error)
"""What Pillow raises over broken files and odd metadata."""

NO_TYPE = Text("不是可接受的文件：请用 JPEG、PNG 或 WebP 照片", "not a JPEG, PNG or WebP picture")
NO_PAPER = Text("不是可接受的文件：请用 PDF 或 JPEG、PNG、WebP 图片", "neither a PDF nor a JPEG, PNG or WebP picture")
TOO_LARGE = Text("超过 10 MB", "is larger than 10 MB")
TOO_MANY = Text("超过 4000 万像素", "has more than 40 million pixels")
UNREADABLE = Text("图片已损坏，无法打开", "is a broken picture and cannot be opened")
PDF_END, PDF_TAIL = b"%%EOF", 2048
"""The mark that ends every PDF (ISO 32000), and within how many bytes of the end readers look for it."""
CUT_OFF = Text(
    "PDF 文件不完整或已损坏，请重新扫描或另存后上传", "is a PDF that is broken or cut off: scan or save it again"
)
EMPTY = Text("是空文件", "is empty")


@dataclass(frozen=True)
class Seen:
    """What content turned out to be; `shown` is the copy without metadata, None where it is shown as it came (PDF)."""

    media_type: str
    width: int | None = None
    height: int | None = None
    exif: dict[str, Any] = field(default_factory=dict)
    taken_at: datetime | None = None
    shown: bytes | None = None


def look(content: bytes, *, field: str, name: str, papers: bool) -> Seen:
    """What the content is. Raises BadInput for a type not taken, too many bytes or pixels, or a broken picture."""
    if not content:
        raise BadInput(field=field, value=name, text=EMPTY)
    if len(content) > MOST_BYTES:
        raise BadInput(field=field, value=name, text=TOO_LARGE)
    if papers and content[:5] == b"%PDF-":
        if PDF_END not in content[-PDF_TAIL:]:
            raise BadInput(field=field, value=name, text=CUT_OFF)
        return Seen(PDF)
    kind = next((kind for magic, kind in MAGIC if content.startswith(magic)), None)
    if kind is None:
        raise BadInput(field=field, value=name, text=NO_PAPER if papers else NO_TYPE)
    return _picture(content, kind, field=field, name=name)


def _picture(content: bytes, kind: str, *, field: str, name: str) -> Seen:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; the cap below refuses them
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                width, height = image.size
                if width * height > MOST_PIXELS:
                    raise BadInput(field=field, value=name, text=TOO_MANY)
                image.verify()
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                exif = _evidence(image)
                shown = _shown(image)
    except (UnidentifiedImageError, Image.DecompressionBombError, *BROKEN):
        raise BadInput(field=field, value=name, text=UNREADABLE) from None
    return Seen(TYPES[kind], width, height, exif, _taken(exif), shown)


def _shown(image: Image.Image) -> bytes:
    """A smaller JPEG the right way up, made anew from the pixels alone: no place, no device, no preview of before."""
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((SHOWN_SIDE, SHOWN_SIDE))
    if upright.mode in {"RGBA", "LA", "PA", "P"}:
        whole = upright.convert("RGBA")
        upright = Image.new("RGBA", whole.size, "white")
        upright.alpha_composite(whole)
    out = io.BytesIO()
    plain = upright.convert("RGB")
    plain.info.clear()
    plain.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


KEPT = ("DateTime", "Make", "Model", "Software", "Orientation")
KEPT_MORE = ("DateTimeOriginal", "DateTimeDigitized", "OffsetTime", "OffsetTimeOriginal", "SubsecTimeOriginal")
KEPT_PLACE = ("GPSLatitudeRef", "GPSLatitude", "GPSLongitudeRef", "GPSLongitude", "GPSAltitude", "GPSTimeStamp",
              "GPSDateStamp", "GPSHPositioningError")  # fmt: skip


def _evidence(image: Image.Image) -> dict[str, Any]:
    """Times, device and place as the camera wrote them, and the place in degrees; odd metadata is left out."""
    try:
        top = image.getexif()
        found = _named(top, ExifTags.TAGS, KEPT)
        found |= _named(top.get_ifd(ExifTags.IFD.Exif), ExifTags.TAGS, KEPT_MORE)
        found |= _named(top.get_ifd(ExifTags.IFD.GPSInfo), ExifTags.GPSTAGS, KEPT_PLACE)
    except BROKEN:
        return {}
    for axis, turned in (("Latitude", "S"), ("Longitude", "W")):
        degrees = _degrees(found.get(f"GPS{axis}"))
        if degrees is not None:
            found[axis.lower()] = -degrees if found.get(f"GPS{axis}Ref") == turned else degrees
    return found


def _named(tags: Any, names: dict[int, str], wanted: tuple[str, ...]) -> dict[str, Any]:
    told = {names.get(tag, ""): value for tag, value in dict(tags).items()}
    plain = {name: _plain(told[name]) for name in wanted if name in told}
    return {name: value for name, value in plain.items() if value is not None}


def _plain(value: Any) -> Any:
    """A tag as JSON keeps it; None for what says nothing."""
    if isinstance(value, str):
        return value.replace("\x00", "").strip()[:200] or None
    if isinstance(value, tuple | list):
        parts = [_plain(part) for part in value[:8]]
        return None if None in parts else parts
    if isinstance(value, bytes):
        return None
    number = float(value)
    return None if not math.isfinite(number) else int(number) if number.is_integer() else round(number, 6)


SIXTIETHS = (1, 60, 3600)


def _degrees(parts: Any) -> float | None:
    if not isinstance(parts, list) or len(parts) != len(SIXTIETHS):
        return None
    return round(float(sum(part / scale for part, scale in zip(parts, SIXTIETHS, strict=True))), 6)


def _taken(exif: dict[str, Any]) -> datetime | None:
    """The camera's own time; without an offset it is taken for local time."""
    text = exif.get("DateTimeOriginal") or exif.get("DateTimeDigitized") or exif.get("DateTime")
    try:
        moment = datetime.strptime(str(text), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 -- the zone follows
        return moment.replace(tzinfo=_zone(exif.get("OffsetTimeOriginal") or exif.get("OffsetTime")))
    except ValueError:
        return None


def _zone(offset: Any) -> Any:
    if not isinstance(offset, str) or len(offset) != len("+08:00") or offset[0] not in "+-":
        return SHANGHAI
    length = timedelta(hours=int(offset[1:3]), minutes=int(offset[4:6]))
    return timezone(length if offset[0] == "+" else -length)
