"""MNIST: the data, training the network of the capstone on it, and what there is to see afterwards."""
