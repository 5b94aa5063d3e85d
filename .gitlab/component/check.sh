#!/usr/bin/env bash
# Installs the gate from this checkout into the folder that is named, as the action does, and judges the project that it is
# called in.
set -euo pipefail

gate=$1
project=$PWD
trap 'rm -rf -- "$gate"' EXIT
component=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
RUNNER_TEMP=$gate GITHUB_OUTPUT=$gate/installed bash "$component/.github/action/install.sh"
installed=$(sed -n 's/^folder=//p' "$gate/installed")

# What stands at this path may come from the judged change, a link among it.
reports=$project/aims-gate-report
rm -rf -- "$reports"
options=()
for format in $AIMS_GATE_COMPONENT_REPORTS; do
  case $format in
    text) file=aims-gate.txt ;;
    json) file=aims-gate.json ;;
    junit) file=junit.xml ;;
    sarif) file=aims-gate.sarif ;;
    markdown) file=aims-gate.md ;;
    gitlab-codequality) file=gl-code-quality-report.json ;;
    *)
      echo "error: nothing was judged: the input reports names $format, which is no format that the component keeps." >&2
      exit 2
      ;;
  esac
  options+=(--report "$format=$reports/$file")
done

# Isolated: no module and no setting of the interpreter comes from the project or the job's environment.
"$installed/bin/python" -I "$installed/bin/aims-gate" check "${options[@]}"
