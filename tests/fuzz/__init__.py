"""Coverage-guided fuzzing of whatever comes from outside: `make fuzz`."""
