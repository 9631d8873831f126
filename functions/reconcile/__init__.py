"""A schedule: drives on the jobs that nobody drives."""
