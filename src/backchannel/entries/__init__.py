"""From a read document to entries: one module a kind, parties and times beside them."""
