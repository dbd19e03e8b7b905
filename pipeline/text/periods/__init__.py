"""The periods that words name, and their days. `periods` is the entrance."""
