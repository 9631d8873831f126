"""From a brief to a song: form, harmony, melody and the band's parts."""
