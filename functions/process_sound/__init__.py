"""A workflow task: a long sound is listened to or filtered, and the job ends."""
