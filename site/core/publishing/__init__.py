"""The publishing spine: each public change is one transaction with gates, one audit entry and one outbox message."""
