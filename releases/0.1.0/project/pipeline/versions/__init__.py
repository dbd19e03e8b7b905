"""What differs between versions of the package, and what a version must therefore be called.

Packages are compared as they were published, without their sources. How a release is made, kept and
verified is in `release`.
"""
