"""Wrong answers to the exercises on the basics of JAX that a person would write."""
