"""Messages: the newest first, unread ones in bold, each marked as read by its own button or all at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from yiyang.services.outbox import inbox
from yiyang.web.settled.filters import page_number, pager
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: HttpRequest) -> HttpResponse:
    """The viewer's messages; posting marks all of them as read."""
    known = viewer(request)
    if request.method == "POST":
        inbox.read_all(viewer=known)
        return redirect("messages")
    found = inbox.messages(viewer=known, unread_only="unread" in request.GET, page=page_number(request))
    return render(request, "inbox/messages.html", {"sheet": found, "page": pager(found)})


@signed_in
@require_POST
def read(request: HttpRequest, message_id: int) -> HttpResponse:
    """Mark one message as read, and go on to what it is about."""
    inbox.read(viewer=viewer(request), message_id=message_id)
    return redirect("messages")
