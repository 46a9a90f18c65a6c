#!/usr/bin/env bash
# The gate on a pull request, in any repository: lints what a branch changed, prints annotations, and leaves the reports.
#
#   BASE=main PATHS=articles ci/gate.sh [options of healthlint check]
#
# BASE     the branch that the pull request goes into; without it everything is linted
# PATHS    what to lint, a file, folder or glob a line; without it the current folder
# SUMMARY  the file to which to add a summary in Markdown, if any
# SARIF    the file for the report that code scanning reads, if any
set -euo pipefail

command=(healthlint check --format github "$@")
if [ -n "${BASE:-}" ]; then
  fetch=(git fetch --quiet --no-tags)
  # A clone of one commit, as CI makes it, does not know where the branch began.
  [ "$(git rev-parse --is-shallow-repository)" = false ] || fetch+=(--unshallow)
  "${fetch[@]}" origin "+refs/heads/$BASE:refs/remotes/origin/$BASE"
  command+=(--since "origin/$BASE")
fi
[ -z "${SARIF:-}" ] || command+=(--output "sarif=$SARIF")
summary=$(mktemp)
[ -z "${SUMMARY:-}" ] || command+=(--output "markdown=$summary")

finish() {
  [ -z "${SUMMARY:-}" ] || cat "$summary" >>"$SUMMARY"
  rm -f "$summary"
  [ ! -s "${SARIF:-}" ] || python "${BASH_SOURCE[0]%/*}/open_results.py" "$SARIF"
}
trap finish EXIT

command+=(--)
while IFS= read -r path; do
  [ -z "$path" ] || command+=("$path")
done <<<"${PATHS:-.}"
"${command[@]}"
