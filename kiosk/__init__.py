"""The brain: what a visit is, and what the platform and the hall mean. Knows roles of devices, never models or Kivy."""
