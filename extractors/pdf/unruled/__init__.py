"""Tables with few ruling lines or none."""
