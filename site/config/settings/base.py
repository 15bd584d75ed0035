"""Production-safe settings; `dev`, `test` and `production` change only what they must."""

from csp.constants import NONE, SELF

from config import env

PROJECT_ROOT = env.PROJECT_ROOT
VAR_DIR = env.folder("VAR_DIR")
SECRET_KEY = env.secret_key()
DEBUG = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "demo",
    "home",
    "search",
    "columns",
    "lectures",
    "certificates",
    "regulations",
    "editorial",
    "core",
    "media",
    "accounts",
    "delivery",
    "csp",
    "wagtailmedia",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.users_app.OfficeUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "core.serving.middleware.VisitorMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.serving.middleware.PolicyMiddleware",
    # Lazy all of them: a public page reads no session, no account and no token, so no cookie is ever set for it.
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "core.publishing.actor.ActorMiddleware",
    "core.admin.sessions.SessionMiddleware",
    "core.admin.refusals.RefusalMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT_ROOT / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["core.templatetags.site_markup"],
        },
    }
]

DATABASES = {"default": env.database(VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Processes of `run_worker` for each queue of the outbox.
WORKERS = {
    "quick": env.number("WORKERS_QUICK"),
    "pictures": env.number("WORKERS_PICTURES"),
    "slow": env.number("WORKERS_SLOW"),
}
ALERT_EMAILS = env.words("ALERT_EMAILS")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("EMAIL_FROM")
EMAIL_TIMEOUT = 10
globals().update(env.mail())
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.password_rules.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "accounts.password_rules.ThreeKinds"},
    {"NAME": "accounts.password_rules.NotTheName"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.password_rules.NotRecentlyUsed"},
]
PASSWORD_MAX_AGE_DAYS = 90
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES")
LOGIN_URL = "wagtailadmin_login"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 30 * 60  # without an act of the person; core.admin.sessions renews it
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # not DENY: the editors' preview shows the site in a frame of its own
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [PROJECT_ROOT / "site" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# Browser libraries that set-up builds from package-lock.json; absent where it could not.
BUNDLES_ROOT = VAR_DIR / "bundles"
STATICFILES_DIRS = [PROJECT_ROOT / "site" / "static", *([BUNDLES_ROOT] if BUNDLES_ROOT.is_dir() else [])]
MEDIA_URL = env.public_files_url()
MEDIA_ROOT = VAR_DIR / "uploads"
STORAGES = {**env.file_storages(VAR_DIR), "staticfiles": {"BACKEND": "delivery.static_files.StaticFileStorage"}}
FFMPEG_BINARY = env.text("FFMPEG_BINARY")
# nginx's internal location of private files on disk; empty: the site sends them itself.
X_ACCEL_LOCATION = env.text("X_ACCEL_LOCATION")
UPLOAD_LIMIT_BYTES = env.number("UPLOAD_LIMIT_GB") * 1024**3
UPLOAD_QUOTA_BYTES = env.number("UPLOAD_QUOTA_GB") * 1024**3
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

SITE_BASE_URL = env.text("BASE_URL")
WAGTAIL_SITE_NAME = "职教齐鲁"
WAGTAILADMIN_BASE_URL = SITE_BASE_URL
WAGTAIL_PAGE_MODEL = "core.BasePage"
WAGTAILIMAGES_IMAGE_MODEL = "media.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.ImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif", "avif", "heic", "heif"]
WAGTAILIMAGES_RENDITION_STORAGE = "default"
WAGTAILDOCS_DOCUMENT_MODEL = "media.Document"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt", "csv", "wps", "et", "ofd"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_BLOCK_EMBEDDED_CONTENT = True
WAGTAILMEDIA = {
    "MEDIA_MODEL": "media.Video",
    # What the forms offer to choose; `media.content_types.RECORDINGS` says what their content must be.
    "VIDEO_EXTENSIONS": "mp4 m4v mov 3gp mkv webm avi flv ts mts m2ts mpg mpeg vob wmv asf".split(),
    "AUDIO_EXTENSIONS": "mp3 m4a aac wav wma mka".split(),
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "core.admin.part_search"}}
# Empty: readers' queries are answered by the database alone.
ELASTICSEARCH_URLS = env.elasticsearch_urls()
ELASTICSEARCH_INDEX = env.text("ELASTICSEARCH_INDEX")
ELASTICSEARCH_CA_FILE = env.text("ELASTICSEARCH_CA_FILE")
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_AUTOSAVE_INTERVAL = 3000
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = ["Asia/Shanghai"]
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_USER_LOGIN_FORM = "accounts.sign_in_form.SignInForm"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # embeds come from our own allow-list block, never from a fetched page
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "core.admin.rich_text.RichTextArea",
        "OPTIONS": {"features": ["bold", "ol", "ul", "link", "document-link", "superscript", "subscript"]},
    }
}

# Strict for the public site; the admin's own path gets the looser policy in core.serving.middleware.
FILE_HOSTS = env.file_hosts()
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", *FILE_HOSTS],
        # The HLS player hands its pieces to the browser as an object of the page.
        "media-src": [SELF, "blob:", *FILE_HOSTS],
        **({"connect-src": [SELF, *FILE_HOSTS]} if FILE_HOSTS else {}),
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL")},
    "loggers": {
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        # It would tell every character of a certificate.
        "fontTools": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
    },
}
