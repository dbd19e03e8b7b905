"""The words beside a number that bound it or make it approximate: "at least", "no more than", "or so", "about"."""
