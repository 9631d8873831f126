"""An engine's report, through SNS: wakes the workflow that waits for it."""
