"""Links: what articles and entries of different articles have to do with each other.

Pairs are compared, each pair for itself: what is found between two articles depends on these two
alone. Everything larger (lineages, threads, disputes, series) is made of such pairs when it is
asked for, and comes out the same whatever the order in which articles came.
"""
