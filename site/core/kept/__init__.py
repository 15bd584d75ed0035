"""What is worked out once at publication: body HTML with stable anchors, search text, cover files."""
