"""A change in a local repository: the working tree or a ref against the merge base. No pull request, no reviews."""
