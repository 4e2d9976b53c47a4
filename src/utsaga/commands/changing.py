"""Which commands change the study: where one only reads along, they are refused before they ask anything."""

CHANGING = frozenset(
    {
        *("app.undo", "app.redo"),
        *(f"code.pinned.{n}" for n in range(1, 10)),
        *("code.palette", "code.again", "code.in_vivo", "code.remove", "code.move_edges", "code.star"),
        *(
            "memo.passage",
            "memo.transcript",
            "memo.condense",
            "guide.asked_here",
            "text.correct",
            "text.read",
        ),
        *("codes.apply", "codes.new", "codes.new_below", "codes.rename", "codes.define", "codes.memo"),
        *("codes.put", "codes.move_down", "codes.move_up", "codes.merge", "codes.delete", "codes.colour"),
        *(f"codes.pin.{n}" for n in range(1, 10)),
        *("codes.unpin", "quotes.star", "quotes.remove", "search.code"),
        *("memos.new", "memos.edit", "memos.delete"),
        *("reviews.accept", "reviews.by_hand", "reviews.drop", "reviews.accept_all"),
        *("transcripts.import", "transcripts.rename", "transcripts.status", "transcripts.place"),
        *("transcripts.read", "transcripts.not_read", "transcripts.memo", "transcripts.remove"),
        *("speakers.merge", "speakers.merge_all", "speakers.merge_into", "speakers.rename"),
        *("speakers.participant", "speakers.interviewer", "speakers.several", "speakers.dismiss"),
        *("speakers.add", "speakers.join"),
        *("participants.new", "participants.tie", "participants.interviewer", "participants.consent"),
        *("participants.rename", "participants.from_speakers", "participants.take", "participants.delete"),
        *("participant.change", "participant.clear"),
        *("attributes.change", "attributes.new", "attributes.rename", "attributes.forbid"),
        "attributes.delete",
        *("guide.sure", "guide.take", "guide.holds", "guide.codes", "guide.reword", "guide.rename"),
        *("guide.delete", "answers.confirm", "answers.reject", "answers.nowhere", "answers.withdraw"),
        *("import.run", "replace.run", "replace.erase"),
    }
)
"""Ids of commands that begin a change."""
