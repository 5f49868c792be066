"""The web pages: a plugin of Datasette that shows what a store holds, and changes nothing of it."""
