"""The files of the register, `.aims/`: one file and one class each.

Imports pydantic. What judges a change reads the generated schemas instead.
"""
