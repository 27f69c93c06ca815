"""The registers (agencies, KR codes, policies …) as CSV files, and their loaders."""
