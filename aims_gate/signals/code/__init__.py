"""AI usage in source and configuration: imports, endpoints, models, and the settings, prompts and tools around them."""
