"""What effects may be told: figures within reach, each refused by its field's name."""

from harmonia.errors import Invalid

SAMPLE_RATE = 44_100  # of all audio here
NYQUIST = SAMPLE_RATE / 2


def between(value: float, low: float, high: float, *, field: str, unit: str = "") -> None:
    """Invalid unless the value lies there; the message says what is allowed."""
    if not low <= value <= high:  # which a NaN does not
        reach = f"{low:g} to {high:g}{f' {unit}' if unit else ''}"
        raise Invalid(f"{value:g} is out of reach; choose {reach}", field=field)


def audible(hertz: float, *, field: str = "hertz") -> None:
    """Invalid unless there is sound at that frequency to cut or lift."""
    if hertz >= NYQUIST:
        raise Invalid(
            f"{hertz:g} Hz lies above {NYQUIST:g} Hz, where sound of {SAMPLE_RATE:,} samples a "
            f"second ends",
            field=field,
        )
    between(hertz, 10, NYQUIST, field=field, unit="Hz")
