"""What is measured, and how: processor seconds of one thread, never the time on the wall."""

import os

# Sums of numbers as small as ours are slower with help: threads that wait for work burn its time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
