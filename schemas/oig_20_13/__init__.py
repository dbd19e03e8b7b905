"""Tables that one report prints, OIG-20-13: worked examples of tables with a model of their own."""
