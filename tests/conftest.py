"""Fixtures that every test may use."""

import gc
from collections.abc import Iterator

import pytest

from accounts.models import City, Unit, User
from columns.models import ColumnPage
from core.models import Source
from core.serving.state import forget_state
from home.domain.set_up import ensure_site
from home.models import HomePage
from tests.support.databases import is_test_database, live_database, live_home, migrated_database
from tests.support.lanes import reaches_a_service
from tests.support.remembered import remembered_migrations

__all__ = ["live_database", "live_home", "migrated_database"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """The lane of real services."""
    parser.addoption(
        "--services-lane", action="store_true", help="only tests that reach a database, service or browser"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to the first lane what would only be the same again."""
    if config.getoption("--services-lane"):
        left = [item for item in items if not reaches_a_service(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if reaches_a_service(item)]


def pytest_collection_finish() -> None:
    """What is loaded by now lives as long as the process: the collector of garbage need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(autouse=True)
def _fresh_state():
    """The in-process state belongs to one database; each test starts without it."""
    forget_state()
    yield
    forget_state()


@pytest.fixture(autouse=True)
def _no_cluster(request, settings):
    """Only tests about Elasticsearch ask it, also when there is one."""
    if "elasticsearch" not in request.keywords:
        settings.ELASTICSEARCH_URLS = []


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Test databases are made from the remembered one."""
    with remembered_migrations():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The migrated database with the pages of a first start: made once, each test rolls back to it."""
    with django_db_blocker.unblock():
        if is_test_database():
            ensure_site()


@pytest.fixture
def home(db) -> HomePage:
    """The home page with the four named columns and the notices, all live."""
    return HomePage.objects.get()


@pytest.fixture
def column(home) -> ColumnPage:
    """讲好职教故事: accepts stories."""
    return ColumnPage.objects.get(slug="gushi")


@pytest.fixture
def notices(home) -> ColumnPage:
    """通知公告: accepts notices."""
    return ColumnPage.objects.get(slug="notices")


@pytest.fixture
def interviews(home) -> ColumnPage:
    """书记院长访谈: accepts interviews."""
    return ColumnPage.objects.get(slug="fangtan")


@pytest.fixture
def desks(home) -> dict[str, ColumnPage]:
    """Every column of a first start by its slug."""
    return {column.slug: column for column in ColumnPage.objects.all()}


@pytest.fixture
def source(db) -> Source:
    """A source of texts."""
    return Source.objects.get_or_create(name="职教齐鲁编辑部")[0]


@pytest.fixture
def city(db) -> City:
    """济南."""
    return City.objects.get(code="3701")


@pytest.fixture
def unit(city) -> Unit:
    """A school in 济南."""
    return Unit.objects.create(name="泺源工业职业学院", short_name="泺源工院", category="college", city=city)


@pytest.fixture
def superuser(db) -> User:
    """An account that may do everything the spine lets anybody do."""
    return User.objects.create_superuser("boss", "boss@example.invalid", "a-long-Passw0rd")
