"""A workflow task: the job ends, well or not."""
