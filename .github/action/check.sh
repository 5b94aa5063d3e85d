#!/usr/bin/env bash
# Runs the gate that install.sh has installed, with the action's inputs as options.
set -euo pipefail

nothing_judged() {
  echo "::error title=aims-gate: nothing was judged::$1" >&2
  exit 2
}

options=()
[ -z "$INPUT_POLICY_REF" ] || options+=(--policy-ref "$INPUT_POLICY_REF")

case "$INPUT_RECHECK" in
  "") command=check ;;
  all) command=recheck ;;
  *[!0-9]*) nothing_judged "The input recheck is neither all nor the number of a pull request." ;;
  *)
    command=recheck
    options+=("$INPUT_RECHECK")
    ;;
esac

if [ "$command" = check ]; then
  options+=(--fail-job "$INPUT_FAIL_JOB")
  case "$INPUT_STRICT" in
    true) options+=(--strict) ;;
    false | "") ;;
    *) nothing_judged "The input strict is neither true nor false." ;;
  esac
  while IFS= read -r report; do
    report=${report#"${report%%[![:space:]]*}"}
    report=${report%"${report##*[![:space:]]}"}
    [ -z "$report" ] || options+=(--report "$report")
  done <<< "$INPUT_REPORTS"
fi

# Isolated: no module and no setting of the interpreter comes from the workspace or the job's environment. Nothing that is
# compiled is kept either, for the next job has an environment of its own.
# The odd expansion is for the bash of macOS, which takes an empty list for a variable that is not set.
exec "$AIMS_GATE_INSTALLED/bin/python" -I -B -m aims_gate "$command" ${options[@]+"${options[@]}"}
