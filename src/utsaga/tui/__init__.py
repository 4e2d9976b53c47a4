"""The terminal program: screens and widgets that draw the study and send commands to it."""
