"""The parts of the Papers page: the paper's outline, the texts that stand in it, and what is computed for it."""
