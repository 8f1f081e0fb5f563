"""Who is looking: the one place where a request becomes a `Viewer`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from yiyang.services.access import Viewer, viewer_of

View = Callable[..., HttpResponseBase]
KEPT = "_yiyang_viewer"


def viewer(request: HttpRequest) -> Viewer:
    """The viewer of this request, looked up once; somebody who has not signed in sees what is public."""
    known = getattr(request, KEPT, None)
    if isinstance(known, Viewer):
        return known
    user = getattr(request, "user", None)
    found = viewer_of(user.pk if user is not None and user.is_authenticated else None)
    setattr(request, KEPT, found)
    return found


def signed_in(view: View) -> View:
    """Let only signed-in people in; anybody else goes to the sign-in page and comes back afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return guarded
