"""What a plan is: value types, dataclasses and pure functions that read no file and no clock."""
