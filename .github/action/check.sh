#!/usr/bin/env bash
# Runs the gate that install.sh has installed, with the action's inputs as options.
set -euo pipefail

options=(--fail-job "$INPUT_FAIL_JOB")
[ -z "$INPUT_POLICY_REF" ] || options+=(--policy-ref "$INPUT_POLICY_REF")
case "$INPUT_STRICT" in
  true) options+=(--strict) ;;
  false | "") ;;
  *)
    echo "::error title=aims-gate: nothing was judged::The input strict is neither true nor false." >&2
    exit 2
    ;;
esac
while IFS= read -r report; do
  report=${report#"${report%%[![:space:]]*}"}
  report=${report%"${report##*[![:space:]]}"}
  [ -z "$report" ] || options+=(--report "$report")
done <<< "$INPUT_REPORTS"

# Isolated: no module and no setting of the interpreter comes from the workspace or the job's environment. Nothing that is
# compiled is kept either, for the next job has an environment of its own.
exec "$AIMS_GATE_INSTALLED/bin/python" -I -B -m aims_gate check "${options[@]}"
