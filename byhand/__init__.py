"""Tensors by Hand · 手写张量: grading, MNIST data, command line and site of the course."""

__version__ = "0.1.0"
