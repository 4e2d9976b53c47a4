"""Passages that wait to be placed, and versions that lost to a later change."""

from utsaga.commands.command import Scope, commands

COMMANDS = commands(
    Scope.REVIEWS,
    (
        "reviews.accept",
        "enter",
        "Accept",
        "Put the passage on the place that is shown; say that a text is the same interview; bring a version "
        "back that lost to a later change made elsewhere.",
        "accept",
    ),
    ("reviews.next_place", "n", "Next place", "Show the next place where it may stand.", "next place"),
    ("reviews.previous_place", "N", "Previous place", "Show the place before."),
    (
        "reviews.by_hand",
        "e",
        "By hand",
        "Select its words in the transcript; `e` again there puts it on them.",
        "by hand",
    ),
    (
        "reviews.drop",
        "x",
        "Give up",
        "Take the code off, delete the memo, put the old text of a transcript back, or let a version go.",
        "give up",
    ),
    ("reviews.accept_all", "A", "Accept all", "Put every passage that has a place on its best one."),
)
