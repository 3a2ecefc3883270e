"""What `byhand` does for a learner: the next exercise, grading, hints, solutions, progress, and the doctor."""
