"""What people bring: recordings and pictures, announced, put in place and looked at."""
