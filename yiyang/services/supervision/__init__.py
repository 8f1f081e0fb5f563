"""What a supervisor looks at: providers, the trail of events, and what stands out."""
