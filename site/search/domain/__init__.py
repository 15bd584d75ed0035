"""What the search does: storing documents, answering queries, repairing queries."""
