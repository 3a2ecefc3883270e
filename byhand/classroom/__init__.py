"""Grading a class: `byhand grade FOLDER`.

The judge and a submission never share a process. A judge (`judging`) holds the properties, the oracles and Hypothesis;
it never imports a submission. The submission runs in a worker (`worker`), forked behind walls (`walls`) by a nursery
(`nursery`), and the two exchange nothing but values (`wire`) over a pair of pipes (`channel`).
"""
