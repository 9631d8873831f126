"""The song in other people's formats, by the libraries made for them."""
