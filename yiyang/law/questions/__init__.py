"""What rules see, and nothing else: frozen dataclasses and lines of whole numbers, one file per subject."""
