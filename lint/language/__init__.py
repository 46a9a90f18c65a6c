"""What spaCy is used for: an article's words as one Doc, with sentences, lexicon terms, slots and context."""
