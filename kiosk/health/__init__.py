"""What technicians ask: how every device is and was, tests at three levels, reports. Never anything of a resident."""
