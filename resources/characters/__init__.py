"""The table of simplified characters (search/simplified.txt), made from OpenCC's dictionaries."""
