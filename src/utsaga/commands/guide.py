"""The interview guide, and the answers to its questions."""

from utsaga.commands.command import Scope, commands

COMMANDS = (
    *commands(
        Scope.GUIDE,
        (
            "guide.answers",
            "enter",
            "Answers",
            "Show where it was asked, and its answers.",
            "answers",
        ),
        (
            "guide.found",
            "f",
            "Found places",
            "Go through all places where a question was perhaps asked.",
            "found places",
        ),
        (
            "guide.sure",
            "Y",
            "Confirm the sure",
            "Confirm all places that are sure enough, as one step.",
        ),
        (
            "guide.take",
            "i",
            "From a file",
            "Take a version of the guide from a file.",
            "from a file",
        ),
        ("guide.version", "v", "Other version", "Show another version of the guide.", "version"),
        (
            "guide.holds",
            "t",
            "Holds for",
            "Say for which round, role or transcripts this version holds.",
            "holds for",
        ),
        ("guide.codes", "C", "Headings as codes", "Make the headings of this version codes, in one step."),
        ("guide.reword", "e", "Reword", "Word this line anew; answers stay with it."),
        ("guide.rename", "r", "Rename", "Give this version another name."),
        ("guide.delete", "D, delete", "Delete", "Take this version of the guide out."),
    ),
    *commands(
        Scope.ANSWERS,
        (
            "answers.visit",
            "enter",
            "Go to the place",
            "Open the transcript where it was asked; `q` comes back.",
            "go to",
        ),
        ("answers.confirm", "y", "Asked here", "Confirm that the question was asked here.", "asked here"),
        (
            "answers.reject",
            "x",
            "Not here",
            "Say that it was not asked here; the next likely place is shown.",
            "not here",
        ),
        (
            "answers.nowhere",
            "X",
            "Not asked",
            "Say that it was not asked in this transcript at all.",
            "not asked",
        ),
        (
            "answers.withdraw",
            "D, delete",
            "Take back",
            "Take back what was noted of this question in this transcript.",
        ),
        ("answers.next", "right_square_bracket, n", "Next question", "Show the next question.", "next"),
        ("answers.previous", "left_square_bracket, N", "Previous question", "Show the question before."),
    ),
)
