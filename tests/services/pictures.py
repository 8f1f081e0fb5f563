"""Pictures made for tests, with a camera's evidence in them."""

import io
from typing import Any

from PIL import Image

PLACE = ((43.0, 53.0, 12.5), (125.0, 19.0, 30.0))
MAKE = "TestPhone"


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (64, 48), colour: str = "green", **saved: Any) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size, colour).save(out, kind, **saved)
    return out.getvalue()


def jpeg(colour: str = "green", *, size: tuple[int, int] = (64, 48), orientation: int = 1) -> bytes:
    """A JPEG as a phone takes it: device, time, place in its EXIF."""
    exif = Image.Exif()
    exif[271], exif[272], exif[274] = MAKE, "Model 1", orientation
    exif.get_ifd(0x8769)[36867] = "2026:09:07 09:15:00"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", PLACE[0], "E", PLACE[1]
    return picture(size=size, colour=colour, exif=exif)


def evidence_in(content: bytes) -> dict[Any, Any]:
    """Whatever a picture still says of itself."""
    with Image.open(io.BytesIO(content)) as image:
        exif = image.getexif()
        return {**dict(exif), **dict(exif.get_ifd(0x8769)), **dict(exif.get_ifd(0x8825))}
