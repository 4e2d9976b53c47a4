"""The study and the changes that can be made to it."""

from utsaga.study.study import Study

__all__ = ["Study"]
