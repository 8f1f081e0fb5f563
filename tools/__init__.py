"""The project's own tools: checking, generated pages, messages, proofs. Run as `python -m tools.NAME`."""
