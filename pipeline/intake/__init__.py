"""An original file, as published, to what the house keeps of it: its text, and where its characters are."""
