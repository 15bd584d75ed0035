"""Programme columns and their entries: stories, interviews, notices; and the way a Word file becomes one."""
