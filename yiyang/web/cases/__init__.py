"""Pages of any declared procedure: filing, progress, the desk, the worklist."""
