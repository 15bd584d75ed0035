"""The background processes of one machine: a supervisor, its workers, a clock."""
