#!/usr/bin/env bash
# Lays the gate's files, those of the action or the component, beside its packages, each locked by its hash, in an environment
# of its own. Nothing here runs in the workspace: Python and uv would take modules and settings from a folder that the judged
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

locked=(--quiet --require-hashes --no-deps --only-binary :all:)
for lock in run "$@"; do
  locked+=(-r "$action/requirements/$lock.txt")
done
if command -v uv >/dev/null; then
  uv venv --quiet --no-project --python "$python" venv || fail "uv cannot make an environment with $python."
  install=(uv pip install --python venv/bin/python)
  # Where uv has kept every package, asking the index what it knows by hash already takes longer than the installation.
  kept() { "${install[@]}" --offline "${locked[@]}" 2>/dev/null; }
else
  "$python" -I -m venv venv || fail "$python cannot make an environment: install its venv package, or uv."
  install=(venv/bin/python -I -m pip --disable-pip-version-check install --no-compile)
  kept() { false; }
fi

# No wheel is built: it would hold these very files at these very places, and building takes longer than all the rest.
site=$(venv/bin/python -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
mkdir -p "$site/aims_gate/policies"
cp -R "$action/aims_gate/." "$site/aims_gate/"
cp -R "$action/policies/." "$site/aims_gate/policies/"

# The gate's own modules are compiled while the packages arrive. Of those, one run imports too few for that to pay.
venv/bin/python -I -m compileall -q "$site/aims_gate" &
kept || "${install[@]}" "${locked[@]}" || fail "The locked packages cannot be installed: the lines above say why."
wait

echo "folder=$folder/venv" >> "$GITHUB_OUTPUT"
