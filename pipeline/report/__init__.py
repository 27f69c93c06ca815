"""The report: an HTML folder that opens from disk, with its tables as CSV and one Excel workbook."""
