"""The carer's phone: a page that is the same for everybody, the worker that keeps it, and its manifest.

The page holds no name: it shows what the phone's own store has, which it fills from the JSON interface after sign-in.
"""

from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiyang.web.navigation import Link

PARTS = ("store", "visit", "sending", "draw")
"""Modules that `main.js` imports by their own names."""
WORKER = "yiyang/carer/worker.js"


@login_not_required
@require_safe
def app(request: HttpRequest) -> HttpResponse:
    """The page: who is signed in, and what was said to them, is left out, because the phone keeps it for hours."""
    given: dict[str, Any] = {
        "person": None,
        "kept": None,
        "acting": None,
        "messages": (),
        "nav": (Link(reverse("home"), _("Start")), Link(reverse("own_visits"), _("My visits"))),
        "words": _words(),
    }
    response = render(request, "carer/app.html", given)
    response.headers["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """The worker's script with the list of what it keeps; served here, because it reaches only what lies beside it."""
    names = ["yiyang.css", "mark.svg", "app.js", "carer/main.js"]
    files = [static(f"yiyang/{name}") for name in names]
    files += [_beside(f"carer/{part}.js") for part in PARTS] + [_beside("../vendor/govuk-frontend.js")]
    kept = JsonResponse({"shell": reverse("carer_app"), "files": files}).content.decode()
    found = finders.find(WORKER)
    script = Path(str(found)).read_text(encoding="utf-8")
    response = HttpResponse(f"self.KEPT = {kept}\n{script}", content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _beside(name: str) -> str:
    """The address of a module that another imports by its plain name."""
    if name.startswith("../"):
        return static("vendor/govuk-frontend.js").rpartition("/")[0] + "/govuk-frontend.js"
    return f"{static('yiyang/app.js').rpartition('/')[0]}/{name}"


@login_not_required
@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """What makes the page stand on the phone's own screen."""
    told = {
        "name": _("Yiyang: my visits today"),
        "short_name": _("Visits today"),
        "start_url": reverse("carer_app"),
        "scope": reverse("own_visits"),
        "display": "standalone",
        "background_color": "#fbfaf7",
        "theme_color": "#0b6b5d",
        "icons": [{"src": static("yiyang/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def _words() -> dict[str, Any]:
    """What the page says; braces are filled on the phone."""
    return {
        "title": _("My visits today"),
        "today": _("Today"),
        "free": _("No visit is booked."),
        "nobody": _("Sign in with a network once; today's and tomorrow's visits then stay on this phone."),
        "booked": _("booked"),
        "begun": _("under way"),
        "waits": _("waits to be sent"),
        "sent": _("sent"),
        "elsewhere": _("begun on another device"),
        "elsewhere_why": _("This visit was begun on another device. It goes on there."),
        "refused": _("Not accepted"),
        "refused_why": _("It stays on this phone. Ask your provider to put it right, then send it again."),
        "some_refused": _("A visit was not accepted: open it to see why."),
        "again": _("Send again"),
        "drop": _("Remove it from this phone"),
        "one_waits": _("1 visit waits to be sent."),
        "many_wait": _("{n} visits wait to be sent."),
        "others": _("{n} visits on this phone wait for their writer to sign in."),
        "nothing_waits": _("Everything is sent."),
        "offline": _("No network: everything is kept on this phone and sent later."),
        "sign_in_first": _("Sign in to send it."),
        "sending": _("Sending …"),
        "sign_in": _("Sign in"),
        "sign_in_url": f"{reverse('account_login')}?next={reverse('carer_app')}",
        "no_worker": _("This browser cannot keep the page without a network: leave it open until all is sent."),
        "minutes": _("{n} minutes planned"),
        "minutes_of": _("minutes"),
        "before": _("Before you start"),
        "ticks": [
            ["identity_checked", _("Identity checked")],
            ["limb_assessed", _("Limbs assessed")],
            ["risk_read", _("Risk notice read to the guardian, or to whom the person names")],
        ],
        "start": _("Start the visit"),
        "since": _("Begun at {clock}"),
        "items": _("Items"),
        "least": _("Below the {n} minutes that count"),
        "photos": _("Photos"),
        "photo_none": _("No photo yet. Without one the visit is not paid."),
        "photo_count": _("Photos taken: {n}"),
        "photo_take": _("Take a photo"),
        "drop_photo": _("Remove this photo"),
        "end": _("Finish"),
        "undone": _("Items not done yet: {n}. A planned item that is left out holds the visit."),
        "no_photo": _("There is no photo yet."),
        "finish": _("Finish the visit"),
        "really": _("Check out now? The time counts from here."),
        "finish_now": _("Check out"),
        "not_yet": _("Not yet"),
        "over": _("checked out"),
        "over_why": _("It is sent as soon as there is a network and you are signed in."),
        "clock_back": _("This phone's clock jumped back during the visit. It is reported without a check-out."),
        "closed": _("This visit has been sent. Nothing more is to be done."),
        "late": _("It arrived {n} minutes after the check-out: later than allowed, and marked so."),
        "arrived": _("It arrived {n} minutes after the check-out."),
    }
