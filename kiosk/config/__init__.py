"""The configuration: one TOML file, read once, every mistake reported at once. Each model declares its own part."""
