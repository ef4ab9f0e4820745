"""The pages of the window: each shows one side of the plan and offers what can be done there."""
