"""What is done with certificates: issued, revoked, forgotten, checked."""
