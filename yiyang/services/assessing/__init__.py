"""Assessment: who may assess whom, and what a result leaves behind."""
