#!/usr/bin/env bash
# Installs the gate from the files of the action or the component, every other package by its hash, into an environment of
# its own. Nothing here runs in the workspace: Python and uv would take modules and settings from a folder that the judged
# change has filled. Arguments name further locks in requirements/.
set -euo pipefail

if [ "${GITHUB_ACTIONS:-}" = true ]; then
  said="::error title=aims-gate: nothing was judged::"
  advice="Add a step with actions/setup-python before this one."
else
  said="error: nothing was judged: "
  advice="Name an image that has it."
fi

fail() {
  echo "$said$1" >&2
  exit 2
}

action=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=$(mktemp -d "${RUNNER_TEMP:?}/aims-gate.XXXXXX")
cd "$folder"
unset PYTHONPATH PYTHONHOME PYTHONSTARTUP VIRTUAL_ENV

# An interpreter counts only when it runs: version managers leave launchers behind for versions that are not selected.
python=
for name in python3.13 python3.12 python3.11 python3.14 python3 python; do
  if "$name" -I -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (4,))' 2>/dev/null; then
    python=$(command -v "$name")
    break
  fi
done
[ -n "$python" ] || fail "No Python 3.11 or later is on this runner's PATH. $advice"

# The build leaves files beside its sources, and an action's own folder may be shared or read-only.
mkdir source
cp -R "$action/aims_gate" "$action/policies" "$action/pyproject.toml" "$action/README.md" "$action/LICENSE" source/

# Nothing is compiled ahead: the gate runs once here, and the modules that it imports are fewer than those installed.
locked=(--quiet --require-hashes --no-deps --only-binary :all:)
own=(--quiet --no-index --no-deps --no-build-isolation)
if command -v uv >/dev/null; then
  uv venv --quiet --no-project --python "$python" venv || fail "uv cannot make an environment with $python."
  install=(uv pip install --python venv/bin/python)
else
  "$python" -I -m venv venv || fail "$python cannot make an environment: install its venv package, or uv."
  install=(venv/bin/python -I -m pip --disable-pip-version-check install --no-compile)
fi
for lock in build run "$@"; do
  locked+=(-r "$action/requirements/$lock.txt")
done
"${install[@]}" "${locked[@]}" || fail "The locked packages cannot be installed: the lines above say why."
"${install[@]}" "${own[@]}" ./source || fail "aims-gate itself cannot be installed: the lines above say why."

echo "folder=$folder/venv" >> "$GITHUB_OUTPUT"
