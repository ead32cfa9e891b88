"""What the program carries with it besides code: icons, word lists, base files, samples, the font builder."""
