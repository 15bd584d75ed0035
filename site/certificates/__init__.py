"""Certificates of any kind: issued as a file, checked by anybody, revoked by the office."""
