"""What must outlive a power cut: the journal of final jobs. Never a name, a number or a document of a person."""
