"""Official texts as readers get them: loaded once per site version, rendered without a template per line."""
