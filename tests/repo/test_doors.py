"""Every change goes through a service and leaves an event, so there is no second door to the tables."""

import re

from django.conf import settings

from tests.repo.files import texts


def test_there_is_no_django_admin() -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    found = {
        name for name, text in texts("yiyang/*.py").items() if re.search(r"django\.contrib(\.| import )admin", text)
    }
    assert found == set()
