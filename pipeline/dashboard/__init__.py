"""The dashboard: an output folder as a web application on this machine. Reads Parquet only, keeps nothing."""
