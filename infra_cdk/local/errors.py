"""What can go wrong in bringing the stage up."""


class StageError(Exception):
    """The stage could not be brought up, and why."""
