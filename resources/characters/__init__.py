"""The tables of characters: simplified ones from OpenCC's dictionaries, syllables from pypinyin's."""
