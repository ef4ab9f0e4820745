"""The pane beside a page: everything there is to know of the selected row, and where its long texts are written."""
