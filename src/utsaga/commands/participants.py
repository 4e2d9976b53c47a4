"""Those who take part: the list, one of them, and what can be known of them."""

from utsaga.commands.command import Scope, commands

COMMANDS = (
    *commands(
        Scope.PARTICIPANTS,
        ("participants.open", "enter", "Open", "Look at this participant, and change what is known.", "open"),
        ("participants.new", "a", "New", "Let somebody take part, under a pseudonym or a number.", "new"),
        (
            "participants.tie",
            "s",
            "Speaks as",
            "Say which speaker of a transcript this participant is, or who this speaker is.",
            "speaks as",
        ),
        (
            "participants.interviewer",
            "I",
            "Interviewer",
            "Say that this is an interviewer or moderator, left out of counts; again: no longer.",
            "interviewer",
        ),
        ("participants.consent", "c", "Consent", "Note when and how this participant consented.", "consent"),
        ("participants.rename", "r", "Rename", "Give this participant another pseudonym or number."),
        (
            "participants.from_speakers",
            "N",
            "All speakers",
            "Make participants of all speakers whom nobody knows.",
        ),
        (
            "participants.attributes",
            "A",
            "Attributes",
            "Which attributes there are, of which kind, and which are forbidden.",
            "attributes",
        ),
        ("participants.take", "i", "From a table", "Take participants from a table, a CSV file.", "table"),
        ("participants.write", "w", "To a table", "Write all participants as a table, a CSV file."),
        (
            "participants.delete",
            "D, delete",
            "Delete",
            "Take this participant out; the words stay, as those of a speaker nobody knows.",
        ),
    ),
    *commands(
        Scope.PARTICIPANT,
        ("participant.change", "enter", "Change", "Change this field, or take its next value.", "change"),
        (
            "participant.visit",
            "o",
            "Go to the words",
            "Open the transcript where this participant speaks first; `q` comes back.",
            "words",
        ),
        (
            "participant.clear",
            "D, delete",
            "Clear",
            "Clear this field: take the value, the consent or the place away.",
            "clear",
        ),
    ),
    *commands(
        Scope.ATTRIBUTES,
        ("attributes.change", "enter", "Kind", "Let its values be of another kind.", "kind"),
        ("attributes.new", "a", "New", "Declare an attribute: text, number, date or choice.", "new"),
        ("attributes.rename", "r", "Rename", "Give this attribute another name.", "rename"),
        (
            "attributes.forbid",
            "F",
            "Forbid",
            "Promise not to know this attribute: its values go; again: allow it.",
            "forbid",
        ),
        ("attributes.delete", "D, delete", "Delete", "Take this attribute out, with its values.", "delete"),
    ),
)
