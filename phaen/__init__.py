"""phaen (แผน): Thai government plan documents into Parquet datasets that people trust."""
