"""A workflow task: dry stems become the mix and everything handed out."""
