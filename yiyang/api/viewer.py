"""Who asks: the one place where a request of the interface becomes a `Viewer`."""

from django.http import HttpRequest

from yiyang.services import access
from yiyang.services.access import Viewer


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer of a request; somebody who has not signed in sees what is public."""
    return access.viewer_of(request.user.pk)
