"""What other authorities may look at (CC-11.3, CC-11.4, CC-11.6): no decision, no money, bounded by place, logged."""
