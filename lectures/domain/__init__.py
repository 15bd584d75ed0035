"""What lectures do: states by the clock, calendars, registration."""
