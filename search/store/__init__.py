"""The store: one SQLite file and a folder of originals. It is the truth; everything else can be made from it."""
