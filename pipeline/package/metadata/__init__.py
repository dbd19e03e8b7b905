"""The release in the terms of other standards: Croissant, schema.org, CFF, Zenodo.

One module a standard, and each a function of facts that are defined once elsewhere: the descriptor of the package
(`pipeline.package.descriptor`) and the files, or `release.yaml`. No fact about the data is stated here, and
nothing here writes a file; `package` and the release bundle do.
"""
