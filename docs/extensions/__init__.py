"""What Sphinx adds to the pages: parts that programs can say, and links into the repository."""
