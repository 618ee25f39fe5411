"""Speed as ratios and limits."""
