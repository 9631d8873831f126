"""The kits: which drum hangs where, by General MIDI percussion key."""

from __future__ import annotations

from inference_containers.music.bank.drums import Block, Burst, Drum, Maker, Plate

CYMBALS = (46, 49, 51, 52, 53, 55, 57, 59, 81)
CHOKES = {46: (42, 44, 46), 42: (42, 44, 46), 44: (42, 44, 46)}  # one pair of plates

STANDARD: dict[int, Maker] = {
    35: Drum(50, 0.55, sweep=1.6, fast=0.016, modes=0.12, click=0.22, click_band=(900, 4500)),
    36: Drum(55, 0.45, sweep=1.9, fast=0.014, modes=0.14, click=0.30, click_band=(1200, 5500)),
    37: Block((490, 1720, 2650, 4300), 0.014, click=0.5, pan=0.08, seconds=0.2),
    38: Drum(186, 0.26, 0.45, 0.012, 0.55, 0.35, wires=0.75, wires_half=0.05, pan=0.05),
    39: Burst(700, 5200, (0.0, 0.011, 0.023), half=0.005, last=0.055, pan=0.1, seconds=0.4),
    40: Drum(204, 0.22, 0.5, 0.010, 0.6, 0.4, wires=0.9, wires_half=0.042, pan=0.05),
    41: Drum(78, 0.95, 0.55, 0.05, 0.3, 0.16, pan=-0.45),
    43: Drum(92, 0.85, 0.55, 0.045, 0.3, 0.17, pan=-0.35),
    45: Drum(112, 0.75, 0.5, 0.04, 0.3, 0.18, pan=-0.15),
    47: Drum(134, 0.65, 0.5, 0.035, 0.3, 0.19, pan=0.05),
    48: Drum(158, 0.58, 0.45, 0.03, 0.3, 0.20, pan=0.25),
    50: Drum(186, 0.52, 0.45, 0.028, 0.3, 0.21, pan=0.35),
    42: Plate(5200, 0.022, pan=0.28, seconds=0.35, stick=0.35),
    44: Plate(4800, 0.030, pan=0.28, seconds=0.4, stick=0.12),
    46: Plate(4300, 0.24, pan=0.28, seconds=2.2, stick=0.25),
    49: Plate(2600, 0.60, bloom=0.03, pan=-0.4, seconds=5.5, stick=0.2),
    57: Plate(3000, 0.50, bloom=0.025, pan=0.45, seconds=5.0, stick=0.2),
    51: Plate(4200, 0.35, (2850, 4180, 5460, 7350), 0.35, wash=0.22, pan=0.42, stick=0.55),
    59: Plate(3900, 0.40, (2560, 3920, 5170, 7040), 0.30, wash=0.28, pan=0.45, stick=0.5),
    53: Plate(4200, 0.25, (1240, 2080, 3110, 4720), 0.55, wash=0.10, pan=0.42, stick=0.4),
    52: Plate(1800, 0.35, bloom=0.04, pan=-0.3, seconds=3.0),
    55: Plate(3600, 0.16, bloom=0.008, pan=-0.2, seconds=1.4),
    54: Plate(6200, 0.05, (7100, 8300, 9900), 0.07, wash=0.6, pan=0.2, seconds=0.6),
    56: Block((562, 845, 1640, 2530), 0.07, click=0.25, pan=0.2, seconds=0.6),
    58: Burst(1500, 5000, tuple(0.03 * n for n in range(12)), 0.012, 0.1, seconds=0.9),
    60: Drum(410, 0.24, 0.25, 0.012, 0.45, 0.3, pan=-0.25),
    61: Drum(310, 0.30, 0.25, 0.014, 0.45, 0.3, pan=-0.2),
    62: Drum(340, 0.12, 0.2, 0.01, 0.5, 0.4, pan=0.25),
    63: Drum(330, 0.30, 0.22, 0.02, 0.4, 0.3, pan=0.25),
    64: Drum(235, 0.38, 0.22, 0.025, 0.4, 0.28, pan=0.18),
    65: Drum(420, 0.4, 0.2, 0.02, 0.7, 0.4, pan=-0.3),
    66: Drum(300, 0.45, 0.2, 0.02, 0.7, 0.4, pan=-0.25),
    67: Block((925, 1560, 3120), 0.09, click=0.2, pan=0.3, seconds=0.7),
    68: Block((690, 1180, 2310), 0.10, click=0.2, pan=0.3, seconds=0.7),
    69: Burst(3800, 11000, last=0.03, attack=0.012, pan=-0.3, seconds=0.25),
    70: Burst(4200, 12000, last=0.026, attack=0.010, pan=-0.3, seconds=0.22),
    73: Burst(2000, 7000, tuple(0.012 * n for n in range(6)), 0.005, 0.01, seconds=0.2),
    74: Burst(2000, 7000, tuple(0.02 * n for n in range(16)), 0.008, 0.02, seconds=0.5),
    75: Block((2480, 4950), 0.022, click=0.15, pan=-0.15, seconds=0.25),
    76: Block((1180, 2470), 0.025, click=0.3, pan=0.15, seconds=0.3),
    77: Block((820, 1730), 0.028, click=0.3, pan=0.15, seconds=0.3),
    80: Block((2990, 5560, 8410, 11200), 0.04, click=0.1, pan=0.35, seconds=0.4),
    81: Block((2990, 5560, 8410, 11200), 0.75, click=0.1, pan=0.35, seconds=4.0),
    82: Burst(4200, 12000, last=0.04, attack=0.015, pan=-0.3, seconds=0.3),
}

JAZZ: dict[int, Maker] = STANDARD | {
    35: Drum(62, 0.7, sweep=0.7, fast=0.03, modes=0.2, click=0.12, click_band=(500, 2500)),
    36: Drum(68, 0.6, sweep=0.8, fast=0.03, modes=0.2, click=0.14, click_band=(500, 3000)),
    38: Drum(200, 0.24, 0.3, 0.012, 0.5, 0.25, wires=0.5, wires_half=0.06, pan=0.05),
    40: Burst(1100, 7000, last=0.09, attack=0.03, pan=0.05, seconds=0.5),
    51: Plate(3800, 0.55, (2520, 3660, 5080, 6890), 0.45, wash=0.30, pan=0.42, stick=0.45),
}

ELECTRONIC: dict[int, Maker] = STANDARD | {
    35: Drum(47, 0.75, sweep=2.4, fast=0.012, modes=0.0, click=0.15, click_band=(1500, 7000)),
    36: Drum(50, 0.55, sweep=3.6, fast=0.011, modes=0.0, click=0.28, click_band=(1800, 8000)),
    38: Drum(190, 0.20, 0.8, 0.009, 0.25, 0.3, wires=0.95, wires_half=0.06),
    39: Burst(850, 6500, (0.0, 0.010, 0.020, 0.030), half=0.004, last=0.075, seconds=0.5),
    40: Drum(178, 0.18, 0.8, 0.009, 0.2, 0.35, wires=1.1, wires_half=0.05),
    42: Plate(6500, 0.016, pan=0.12, seconds=0.3, stick=0.2),
    46: Plate(5600, 0.16, pan=0.12, seconds=1.2, stick=0.15),
}

ORCHESTRAL: dict[int, Maker] = STANDARD | {
    35: Drum(41, 1.7, sweep=0.5, fast=0.05, modes=0.35, click=0.06, click_band=(200, 1200)),
    36: Drum(46, 1.5, sweep=0.5, fast=0.05, modes=0.35, click=0.08, click_band=(200, 1500)),
    41: Drum(62, 1.6, 0.4, 0.06, 0.4, 0.12, (300, 2500), pan=-0.5),
    43: Drum(74, 1.4, 0.4, 0.06, 0.4, 0.12, (300, 2500), pan=-0.4),
    45: Drum(88, 1.3, 0.4, 0.05, 0.4, 0.12, (300, 2500), pan=-0.2),
    47: Drum(104, 1.2, 0.4, 0.05, 0.4, 0.12, (300, 2500), pan=0.1),
    48: Drum(122, 1.1, 0.4, 0.05, 0.4, 0.12, (300, 2500), pan=0.3),
    50: Drum(140, 1.0, 0.4, 0.05, 0.4, 0.12, (300, 2500), pan=0.45),
    49: Plate(1900, 1.0, bloom=0.10, pan=-0.3, seconds=6.0, stick=0.1),
}


DECIBELS = {  # of a piece against the rest of the kit, each hit as hard as the others
    35: 0, 36: 1, 37: -7, 38: 0, 39: -3, 40: 0, 42: -11, 44: -14, 46: -9, 49: -3, 57: -4, 51: -9,
    59: -9, 53: -9, 52: -5, 55: -7, 54: -13, 56: -9, 58: -14, 69: -15, 70: -15, 82: -16, 75: -10,
    73: -14, 74: -14, 80: -16, 81: -14, 60: -5, 61: -5, 62: -5, 63: -4, 64: -4, 65: -5, 66: -5,
    67: -11, 68: -11, 76: -9, 77: -9,
}  # fmt: skip


def kit(program: int) -> dict[int, Maker]:
    """The kit of that drum program."""
    if 24 <= program < 32:
        return ELECTRONIC
    if 32 <= program < 48:
        return JAZZ
    if 48 <= program < 56:
        return ORCHESTRAL
    return STANDARD
