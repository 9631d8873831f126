"""A workflow task: an engine is asked, and the task token kept until it reports."""
