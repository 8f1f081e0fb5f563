"""What a service refuses, said beside the field of the form it is about."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms

from yiyang.services.errors import BadInput, Conflict
from yiyang.web.templatetags.yiyang_text import say


@contextmanager
def told(form: forms.Form) -> Iterator[None]:
    """Whatever the service refuses inside becomes an error of the form; `form.is_valid()` is then false."""
    try:
        yield
    except BadInput as error:
        form.add_error(error.field if error.field in form.fields else None, say(error.reason))
    except Conflict as error:
        form.add_error(None, say(error.text))
