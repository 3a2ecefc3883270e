"""PyTorch: a module, `torch.optim.RMSprop`, a loop over shuffled indices; compiled with BENCHMARK_COMPILE=1."""

from __future__ import annotations

import os
from itertools import pairwise

import torch
from torch import nn

from benchmarks.job import Job, Report, pixels


def main(job: Job) -> None:
    """Train."""
    compiled = os.environ.get("BENCHMARK_COMPILE") == "1"
    report = Report(version=f"{torch.__version__}{' compiled' if compiled else ' eager'}")
    x, labels, test, test_labels = map(torch.from_numpy, pixels())
    labels, test_labels = labels.long(), test_labels.long()
    torch.manual_seed(job.seed)
    parts: list[nn.Module] = []
    for m, n in pairwise(job.sizes):
        parts += [nn.Linear(m, n), nn.ReLU()]
    model = nn.Sequential(*parts[:-1])
    for part in model:
        if isinstance(part, nn.Linear):
            nn.init.xavier_uniform_(part.weight)
            nn.init.zeros_(part.bias)
    optimizer = torch.optim.RMSprop(model.parameters(), job.learning_rate, alpha=job.decay, eps=job.epsilon)

    def step(x: torch.Tensor, labels: torch.Tensor) -> None:
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(x), labels).backward()
        optimizer.step()

    run = torch.compile(step) if compiled else step
    for _ in range(job.epochs):
        report.start()
        for batch in torch.randperm(len(x)).split(job.batch_size):
            run(x[batch], labels[batch])
        with torch.inference_mode():
            right = model(test).argmax(dim=1) == test_labels
        report.epoch(right.float().mean().item())
    report.print()


if __name__ == "__main__":
    main(Job.from_arguments())
