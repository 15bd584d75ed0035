"""Official texts: instruments, their editions and provisions; interpretations; comparison."""
