"""The terminal itself: what is sent to it, whether it is fit, and what happens when it goes away.

The one place where Textual's private parts are used; `output` checks that they are as expected.
"""
