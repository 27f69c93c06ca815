"""Which KR code or measure a name stands for."""
