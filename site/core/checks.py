"""System checks of the house rules that Django and Wagtail cannot know."""

from typing import Any

from django.core.checks import Error, register
from wagtail.models import get_page_models


@register
def page_types_are_complete(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Every page type says what it is, where it may stand, and uses the guarded queryset."""
    from core.forms import BasePageForm
    from core.models import BasePage
    from core.publishing.guard import GuardedPageQuerySet

    errors = []
    for model in get_page_models():
        if model is BasePage:
            continue
        if not model.page_description:
            errors.append(Error(f"{model.__name__} has no page_description", id="core.E001"))
        if not isinstance(model._default_manager.get_queryset(), GuardedPageQuerySet):
            errors.append(Error(f"{model.__name__} has an unguarded manager", id="core.E002"))
        if model.private_page_options:
            errors.append(Error(f"{model.__name__} allows view restrictions", id="core.E003"))
        # Wagtail sets its own form on the base page when it starts, so every type names ours.
        if not issubclass(model.base_form_class, BasePageForm):
            errors.append(Error(f"{model.__name__} has a form that does not freeze public addresses", id="core.E004"))
    return errors
