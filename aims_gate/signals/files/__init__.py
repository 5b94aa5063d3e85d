"""AI usage that a file shows as a whole or by its form: models, data, prompts, agents, guardrails, cloud resources."""
