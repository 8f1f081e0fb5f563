"""Between the choice of a provider and the first visit: what rules ask for, and what each decision leaves behind."""
