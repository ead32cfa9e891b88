"""The look of the window: tokens, and the one style sheet, fonts and icons made from them."""
