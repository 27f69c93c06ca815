"""Which indicators of different documents are one measure, and which KR code it has."""
