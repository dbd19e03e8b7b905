# Prints the tables named as arguments (name=path), as JSON in a line each, read with default settings.
# The first argument names the function: read.csv of R itself, or read_csv of readr.

arguments <- commandArgs(trailingOnly = TRUE)
read <- if (arguments[1] == "read_csv") readr::read_csv else read.csv

quoted <- function(texts) {
  for (pair in list(c("\\", "\\\\"), c('"', '\\"'), c("\n", "\\n"), c("\t", "\\t"))) {
    texts <- gsub(pair[1], pair[2], texts, fixed = TRUE)
  }
  paste0('"', texts, '"')
}

as_json <- function(cells) {
  texts <- if (is.logical(cells)) {
    tolower(as.character(cells))
  } else if (is.numeric(cells) && !inherits(cells, "Date")) {
    sprintf("%.17g", cells)
  } else {
    quoted(as.character(cells))
  }
  paste0("[", paste(ifelse(is.na(cells), "null", texts), collapse = ","), "]")
}

for (argument in arguments[-1]) {
  named <- strsplit(argument, "=", fixed = TRUE)[[1]]
  table <- read(named[2])
  columns <- paste0(quoted(names(table)), ":", vapply(table, as_json, ""), collapse = ",")
  cat('{"name":', quoted(named[1]), ',"columns":{', columns, "}}\n", sep = "")
}
