"""Questions for people, and the decisions that they took."""
