"""Changes on GitLab. Importing anything here loads neither python-gitlab nor requests: a client does, once it is made."""
