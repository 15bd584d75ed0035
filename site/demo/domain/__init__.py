"""Making the demonstration content and taking it away again."""
