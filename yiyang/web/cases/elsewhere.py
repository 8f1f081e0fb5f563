"""What is not filed from this account: who files it instead, and where to read about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yiyang.law.words import Text
from yiyang.services.errors import Elsewhere
from yiyang.web.viewer import viewer

NOT_FROM_HERE = Text(
    "这件事不从您的账户办理。办事指南写明由谁办、带什么、多久办完。",
    "This is not filed from your account. The guide says who files it, with which papers, and how long it takes.",
)
NOBODY_YET = Text(
    "您的账户还没有关联任何人。先关联本人或亲属，经办机构核对后就能办理。",
    "Your account is linked to nobody yet. Link yourself or a relative first; once an agency has checked it you can "
    "file.",
)


def at_another_agency(request: HttpRequest, code: str, other: Elsewhere) -> HttpResponse:
    """Another agency handles it: which one, before anybody fills anything in."""
    ways = [(reverse("service", args=[code]), _("Who files it"))]
    told = {
        "heading": _("Another agency handles this"),
        "said": other.reason,
        "rests_on": other.provision,
        "ways": ways,
    }
    return render(request, "errors/fault.html", told, status=422)


def not_from_here(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody else files it, or the account is linked to nobody: says so, and where to go on."""
    known = viewer(request)
    ways = [(reverse("service", args=[code]), _("Who files it"))]
    told = {"heading": _("You may not open this page"), "said": NOT_FROM_HERE, "ways": ways}
    if not known.roles:
        told |= {"said": NOBODY_YET, "ways": [(reverse("links"), _("Who acts for whom")), *ways]}
    return render(request, "errors/fault.html", told, status=403)
