"""The themes and objectives of the plan, made and put in order in a dialog."""
