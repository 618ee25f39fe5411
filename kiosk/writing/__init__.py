"""How Chinese is written on the glass: keys, strokes or a finger go in, characters to choose from come out."""
