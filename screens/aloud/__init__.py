"""The screen for those who do not see or touch it: keys instead of a finger, a ring where one is, and what is heard.

All that is heard is read from the widgets on the screen, or stands on the strip: nothing is written for the ear alone.
"""
