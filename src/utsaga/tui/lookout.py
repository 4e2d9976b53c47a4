"""What others do to the study, and what the disk refuses: looked at now and then, and told to the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utsaga.commands import BY_ID
from utsaga.model.errors import UtsagaError
from utsaga.study.coding.namesakes import namesakes, new_namesakes
from utsaga.tui.command_screen import CommandScreen
from utsaga.tui.ways import by_keys

if TYPE_CHECKING:
    from utsaga.tui.app import UtsagaApp


class Lookout:
    """Follows what others write. ``look`` is called about once a second, away from the path of keys."""

    def __init__(self, program: UtsagaApp) -> None:
        """Nothing has been told yet."""
        self._program = program
        self._news: tuple[str, ...] = ()
        self._trouble: str | None = None
        self._namesakes: list[str] = []

    def look(self) -> None:
        """Look at the files, and tell what has changed in them."""
        program = self._program
        if program.changes.busy or not program.screen_stack:  # the clock may tick while the program ends
            return
        try:
            news = program.study.refresh()
            if news.changed:
                program.show_anew()
            if news.texts:
                program.outside.take_in(news.texts)
            if news.passages and program.study.writable:
                program.outside.place({*news.passages} - {*news.texts})
            twice = self.codes_twice() if news.changed else ""
            words = news.in_words(by_keys(program.config.keymap))
            self._tell((*words, twice) if twice else words)
            self._tell_of_trouble()
            program.succession.look()
        except UtsagaError as error:
            self._tell((str(error),))

    def look_again(self) -> None:
        """Anybody may have changed anything: look, and let every screen repaint."""
        self.look()
        self._program.show_anew()
        self._program.outside.take_in()

    def codes_twice(self) -> str:
        """What is to be said of codes of one name at one place, if it was not said before."""
        codes, key = self._program.study.codes, self._program.config.keymap.shown(BY_ID["codes.merge"])
        said = new_namesakes(codes, self._namesakes, key)
        self._namesakes = namesakes(codes)
        return said

    def _tell(self, words: tuple[str, ...]) -> None:
        """Say what was not the case when the files were looked at last: each problem once, while it lasts."""
        screen = self._program.screen
        if isinstance(screen, CommandScreen):
            new = [said for said in words if said not in self._news]
            self._news = words
            if new:
                screen.say(" ".join(new))

    def _tell_of_trouble(self) -> None:
        """Say once what the disk refuses; the status line of the workspace goes on saying it."""
        screen, trouble = self._program.screen, self._program.study.store.trouble
        if trouble and trouble != self._trouble:
            if not isinstance(screen, CommandScreen):
                return  # a question or the editor is open: it is said when that is done
            screen.say(trouble)
        self._trouble = trouble
