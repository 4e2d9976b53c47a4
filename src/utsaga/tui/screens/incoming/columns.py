"""Asking which columns of a table hold what, one question after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from utsaga.readers import Options
from utsaga.readers.time_units import Unit, number
from utsaga.study.incoming.arriving import Incoming
from utsaga.tui.keyed_screen import KeyedScreen
from utsaga.tui.modals.import_palettes import ColumnPalette, TimeUnitPalette


def ask_columns(screen: KeyedScreen, item: Incoming, then: Callable[[Options], None]) -> None:
    """Ask for the columns of a table, and what numbers in the one of times count; go on with the answers."""

    def with_text(text: str) -> None:
        screen.ask(ColumnPalette(item.columns, "speaker"), partial(with_speaker, text))

    def with_speaker(text: str, speaker: str) -> None:
        screen.ask(ColumnPalette(item.columns, "time"), partial(with_time, text, speaker))

    def with_time(text: str, speaker: str, time: str) -> None:
        options = replace(item.options, text_column=text, speaker_column=speaker, time_column=time)
        column = next((one for one in item.columns if str(one.number) == time), None)
        if column and (column.unit or number(column.sample) is not None):
            screen.ask(TimeUnitPalette(column.unit or "s"), partial(with_unit, options))
        else:
            then(options)

    def with_unit(options: Options, unit: Unit) -> None:
        then(replace(options, time_unit=unit))

    screen.ask(ColumnPalette(item.columns, "text"), with_text)
