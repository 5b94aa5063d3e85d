"""Changes on GitHub. Importing anything here loads neither github3 nor requests: a client does, once it is made."""
