"""Django's settings. One file for every installation; what differs comes from YIYANG_* variables (docs/settings.md)."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from yiyang.config import env, keys, logs
from yiyang.config.databases import database

ENVIRONMENT = env.read(os.environ)
KEYS = keys.of(ENVIRONMENT)
PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = ENVIRONMENT.data_dir
STATIC_ROOT = DATA_DIR / "static"
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)  # people's data: for the server's own user only
STATIC_ROOT.mkdir(exist_ok=True)

SECRET_KEY = KEYS.secret
FIELD_KEYS = KEYS.fields
INDEX_KEYS = KEYS.indexes
DEBUG = ENVIRONMENT.debug
DEMO = ENVIRONMENT.demo
TESTING = ENVIRONMENT.testing
SECOND_FACTOR = not DEMO if ENVIRONMENT.second_factor is None else ENVIRONMENT.second_factor
SESSION_HOURS = ENVIRONMENT.session_hours
IDLE_MINUTES = ENVIRONMENT.idle_minutes
LOCK_MINUTES = ENVIRONMENT.lock_minutes
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
PUBLIC_URL = ENVIRONMENT.public_url
OUTBOX_DIR = ENVIRONMENT.outbox_dir or DATA_DIR / "outbox"
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.trusted_origins or ())

INSTALLED_APPS = [
    "yiyang.store.apps.StoreConfig",
    "yiyang.web.apps.WebConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_prometheus",
    "ninja",
]
MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "yiyang.config.request_log.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "yiyang.web.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "yiyang.web.standing.Standing",
    "yiyang.web.account.gate.Gate",
    "yiyang.config.sign_in.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "yiyang.web.unread.Unread",
    "yiyang.web.faults.Faults",
    "yiyang.web.exports.Exports",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]
ROOT_URLCONF = "yiyang.config.urls"
WSGI_APPLICATION = "yiyang.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "yiyang.web.context.page",
            ],
        },
    },
]

DATABASES = {"default": database(ENVIRONMENT.database_url, data_dir=DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if TESTING
    # Files, so that all workers of one machine count sign-in attempts together.
    else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(DATA_DIR / "cache")},
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]  # each in itself, so that its readers find it
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
MEDIA_ROOT = DATA_DIR / "media"
# `collectstatic` is a production step; until it has run, files are served from where the packages keep them.
COLLECTED = (STATIC_ROOT / "staticfiles.json").exists() and not TESTING
WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

AUTH_USER_MODEL = "store.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = [
    # Tests sign in hundreds of times; the slow hash is what protects real people.
    "django.contrib.auth.hashers.MD5PasswordHasher" if TESTING else "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "yiyang.web.account.adapter.AccountAdapter"
MFA_ADAPTER = "yiyang.web.account.adapter.MFAAdapter"
ACCOUNT_FORMS = {"login": "yiyang.web.account.login.LoginForm"}
MFA_FORMS = {
    "authenticate": "yiyang.web.account.second.SecondStep",
    "reauthenticate": "yiyang.web.account.second.SecondStepAgain",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# Coarse limits of one address; an account itself is locked after five wrong attempts (services.accounts.attempts).
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,20/300s/key",
    "signup": "20/h/ip",
    "signup_proof": "30/h/ip",  # forms with files from whoever has no account yet
    "reset_password": "20/h/ip",
    "check": "60/m/ip,300/h/ip",  # codes of papers cannot be guessed; nobody shall try for hours
}
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

SESSION_COOKIE_AGE = ENVIRONMENT.session_hours * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENVIRONMENT.https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "yiyang.web.account.stale.form"
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https and ENVIRONMENT.proxies else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

LOGGING = logs.logging_config(level=ENVIRONMENT.log_level, form=ENVIRONMENT.log_format)
logs.start()
