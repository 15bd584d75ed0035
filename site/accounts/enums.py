"""Fixed vocabularies of units and roles."""

from django.db import models


class UnitKind(models.TextChoices):
    """What a unit is; a school is one kind of unit."""

    SCHOOL = "school", "学校"
    INSTITUTE = "institute", "研究院"
    SOCIETY = "society", "学会"
    CITY_OFFICE = "city_office", "市局"
    PROVINCE = "province", "省直单位"
    OTHER = "other", "其他"


class SchoolCategory(models.TextChoices):
    """Categories of vocational schools as the field names them."""

    SECONDARY_GENERAL = "secondary_general", "普通中专"
    SECONDARY_VOCATIONAL = "secondary_vocational", "职业中专·职业高中"
    SECONDARY_ADULT = "secondary_adult", "成人中专"
    SKILLED = "skilled", "技工学校"
    TECHNICIAN = "technician", "技师学院"
    COLLEGE = "college", "高等职业学校（专科）"
    VOCATIONAL_BACHELOR = "vocational_bachelor", "职业本科"
    APPLIED_BACHELOR = "applied_bachelor", "应用型本科（贯通）"
    COUNTY_CENTRE = "county_centre", "县级职教中心"


class Role(models.TextChoices):
    """Roles of the editorial office; each is one Django group of the same name."""

    EDITOR = "editor", "责任编辑"
    CHIEF_EDITOR = "chief_editor", "栏目主编"
    ADMINISTRATOR = "administrator", "系统管理员"
