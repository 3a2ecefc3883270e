#!/usr/bin/env bash
# Grades a folder of submissions in a container, on any machine with Docker: plain-ci.sh FOLDER OUT [OPTION…]
# Run from the course's own folder.
set -euo pipefail
submissions="$(realpath "$1")"
mkdir -p "$2"
out="$(realpath "$2")"
shift 2

docker build --quiet --file examples/classroom/Dockerfile --tag byhand-grade .
docker run --rm \
  --network none --read-only --cap-drop ALL --security-opt no-new-privileges \
  --memory 2g --memory-swap 2g --pids-limit 512 --cpus 2 \
  --tmpfs /tmp --user "$(id -u):$(id -g)" --env HOME=/tmp \
  --volume "$submissions:/in:ro" --volume "$out:/out" \
  byhand-grade /in --out /out "$@"

# Verdicts are in the report. The exit status of a run says only that there is one.
test -s "$out/grades.json"
