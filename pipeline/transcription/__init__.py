"""Figures and tables read out of documents, each value with its characters; which numerals are accounted for.

An entry is compared with its document here. What figures state together is in `consistency`.
"""
