"""Models of the editorial office."""

from editorial.models.error_reports import ErrorReport, ReportSender, ReportStep

__all__ = ["ErrorReport", "ReportSender", "ReportStep"]
