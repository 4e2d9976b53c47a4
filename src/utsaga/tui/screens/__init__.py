"""The screens: each owns its state and answers the commands of its scopes."""
