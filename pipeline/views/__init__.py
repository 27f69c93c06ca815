"""Looking at finished datasets: SQL, exports, differences."""
