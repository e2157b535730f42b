"""The pages that a shop would have without ours: Oscar's models, layout and cards, written as well as they can be."""
