"""What the sign-in library would do by e-mail, people do here at a desk: the page says at which one."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """Say who opens accounts and who sets a new password."""
    return render(request, "account/closed.html")
