"""What is true without a database or a browser. Standard library only."""
