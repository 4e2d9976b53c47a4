"""Erasing the originals: what was replaced in the transcripts goes from everything that is past, too."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from utsaga.model.action import Action
from utsaga.model.errors import NotFound, Refused, UtsagaError
from utsaga.store.erasure import Erasure
from utsaga.store.layout import Layout
from utsaga.store.wiping import ERASED, Wiped, Words, old_keys
from utsaga.study.living import orphaned
from utsaga.study.living.file_names import named_anew
from utsaga.study.living.kept import holding
from utsaga.study.living.kept_changes import drop
from utsaga.study.living.record_names import record_names
from utsaga.study.living.replacing import Rule, forms_left, keep, kept_rules, offered_in
from utsaga.study.living.standing import Standing, standing, told
from utsaga.study.phrases import counted
from utsaga.study.study import Study
from utsaga.study.ways import Ways

UNREACHED = (
    "Out of reach are git's history, backups and snapshots of the disk, and every copy that was sent or "
    "exported: see to these yourself."
)


@dataclass(frozen=True, slots=True)
class Erased:
    """What went, and ``standing``: where in the study such words still stand.

    ``forms`` are words of transcripts that begin as they do (Göteborgs): nobody has said that they must go.
    ``unread`` says why some could not be looked for.
    """

    words: int
    wiped: Wiped
    standing: Sequence[Standing]
    forms: Sequence[str] = ()
    unread: Sequence[str] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing is left to do, as far as this study goes."""
        return not (self.standing or self.forms or self.unread)

    def in_words(self, ways: Ways) -> str:
        """What was done, what is left and what is out of reach."""
        wiped = self.wiped
        said = (
            f"Erased what was left of {counted(self.words, 'replaced word')}: "
            f"{counted(wiped.records, 'record')} of the history, {counted(wiped.texts, 'old text')}, "
            f"{counted(wiped.files, 'file')} beside the study."
        )
        return " ".join(filter(None, (said, self.left_in_words(ways), UNREACHED)))

    def left_in_words(self, ways: Ways) -> str:
        """What is left to do before nothing of it stands any more; nothing when that is so."""
        if self.complete:
            return ""
        standing = f"Still there: {told(self.standing, ways)}." if self.standing else ""
        stays = "The list of replacements stays until that is done: then erase again."
        return " ".join(filter(None, (standing, _forms_told(self.forms, self.unread, ways), stays)))


def words_of(rules: Sequence[Rule]) -> list[str]:
    """The words that are to go: originals and all their forms, but what becomes itself."""
    pairs = (pair for rule in rules for pair in ((rule.original, rule.replacement), *rule.forms))
    return list(dict.fromkeys(word for word, other in pairs if word != other))


class Wiping:
    """What is left to do of an erasure that is noted, the act in the history: also by the next session."""

    def __init__(self, study: Study, erasure: Erasure, rules: Sequence[Rule], unread: str = "") -> None:
        """Look at the study before its files change; ``rules`` are those whose originals are to go.

        ``unread`` says why the list of them is not known.
        """
        self._study = study
        self._erasure = erasure
        self._rules = rules
        self._unread = [unread] * bool(unread)
        self._present = {source.key: source.sha256 for source in study.sources}
        self._names = record_names(study.store)

    def wipe(self) -> Erased:
        """Erase, and look for the words everywhere in the study. From any thread.

        Raises:
            UtsagaError: the disk refuses; the next start goes on with it.
        """
        forms: list[str] = []
        unread = self._unread

        def listed() -> bool:
            nonlocal forms, unread
            forms, unknown = _forms(self._study, self._rules)
            unread = [*unread, *unknown]
            return bool(forms or unread)

        outcome = self._study.store.erasures.carry_out(
            self._erasure, self._present, self._names, listed=listed
        )
        self._study.past_names.forget()
        left: list[Standing] = []
        with suppress(UtsagaError):  # a file that cannot be read; what is left is told by its path
            left = standing(self._study, Words(self._erasure.words)) if outcome.left else []
        if not left:  # nobody can say what a file stands for: its path does
            left = [Standing("a word", f"the file {name}", "change or delete it") for name in outcome.left]
        return Erased(len(words_of(self._rules)), outcome.wiped, left, forms, unread)


class Erasing:
    """The erasure of what a study's list of replacements names, in two steps for a screen.

    ``begin`` is for the thread that owns the study, ``wipe`` for any.
    """

    def __init__(self, study: Study, also: Sequence[Rule] = ()) -> None:
        """Look what there is to erase: the words of the study's list, and those of other rules.

        Raises:
            Refused: there are no words, or this session may not write.
        """
        self._study = study
        self._also = also
        self._rules = [*kept_rules(study), *also]
        self._words = words_of(self._rules)
        if not self._words:
            raise Refused(
                "There is no list of replacements in this study: nothing to erase. After an erasure that "
                "list is gone, too; give the words again (a pair, or a table) to erase more of them."
            )

    @property
    def question(self) -> str:
        """What a person must know before she says yes."""
        return (
            f"Erase what is left of {counted(len(self._words), 'replaced word')}? Replacements and other "
            "acts that hold them can then no longer be undone. When none of them stands any more, the list "
            "of replacements goes, too: from then on nobody can tell from this folder who is who. Files that "
            "are named by them are named after the titles of their transcripts."
        )

    def begin(self) -> None:
        """Note what is to be erased, and the act in the history; bring the past where it can be reached.

        From now on the erasure is done to its end, at the next start if this session is killed.

        Raises:
            UtsagaError: the study cannot be written, or something is still being saved: nothing is erased.
        """
        study, store = self._study, self._study.store
        if self._also:
            keep(study, self._also)  # what they find elsewhere than in texts is to be found again
        old = self._name_files()
        if held := holding(study, Words(tuple(self._words))):
            study.do(drop(study, held))
        if loose := orphaned.let_go(study):
            study.do(loose)
        act = Action(ERASED, study.coder, counts={"words": len(self._words)})
        self._erasure = Erasure(act.id, study.coder, act.at, (*self._words, *old))
        store.settle()
        store.erasures.note(self._erasure)
        try:
            study.do(act)
            store.settle()
        except UtsagaError:
            store.erasures.drop()
            raise
        self._wiping = Wiping(study, self._erasure, self._rules)

    def _name_files(self) -> list[str]:
        """Take the words out of names of files; the keys of sources that had them, and were to be found."""
        words = Words(tuple(self._words))
        before = {source.key for source in self._study.sources}
        action = named_anew(self._study, words)
        if action is not None:
            self._study.do(action)
        now = {source.key for source in self._study.sources}
        return sorted({*(before - now), *old_keys(Layout(self._study.path), words, now)})

    def wipe(self) -> Erased:
        """Erase, and look for the words everywhere in the study.

        Raises:
            UtsagaError: the disk refuses; the next start goes on with it.
        """
        return self._wiping.wipe()

    def forms_in_words(self, ways: Ways) -> str:
        """Words of transcripts that begin as the words that are to go, and are no forms that must go, too."""
        return _forms_told(*_forms(self._study, self._rules), ways)


def _forms(study: Study, rules: Sequence[Rule]) -> tuple[list[str], list[str]]:
    """Words of transcripts that rules only offer to replace, and why some texts could not be searched."""
    found: list[str] = []
    unread: list[str] = []
    for source in study.sources:
        try:
            found += offered_in(study.store.peek(source.key), rules)
        except NotFound:  # a text that is gone says no words
            continue
        except UtsagaError as error:
            unread.append(str(error))
    return found, unread


def _forms_told(forms: Sequence[str], unread: Sequence[str], ways: Ways) -> str:
    more = f", and {len(unread) - 1:,} more" if len(unread) > 1 else ""
    unknown = f"Not everywhere could forms of the words be looked for: {unread[0]}{more}." if unread else ""
    return " ".join(filter(None, (forms_left(forms, ways), unknown)))
