#!/usr/bin/env bash
# Installs the gate from this checkout into the folder that is named first, as the action does, and judges the project that it
# is called in. What follows the folder is another command of the gate, run in place of the check.
set -euo pipefail

folder=$1
project=$PWD
trap 'rm -rf -- "$folder"' EXIT
component=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
command=("${@:2}")

if [ ${#command[@]} = 0 ]; then
  # What stands at this path may come from the judged change, a link among it.
  reports=$project/aims-gate-report
  rm -rf -- "$reports"
  command=(check)
  read -ra formats <<< "$AIMS_GATE_COMPONENT_REPORTS"
  for format in "${formats[@]}"; do
    case $format in
      text) file=aims-gate.txt ;;
      json) file=aims-gate.json ;;
      junit) file=junit.xml ;;
      sarif) file=aims-gate.sarif ;;
      markdown) file=aims-gate.md ;;
      html) file=aims-gate.html ;;
      gitlab-codequality) file=gl-code-quality-report.json ;;
      *)
        echo "error: nothing was judged: the input reports names $format, which is no format that the component keeps." >&2
        exit 2
        ;;
    esac
    command+=(--report "$format=$reports/$file")
  done
fi

RUNNER_TEMP=$folder GITHUB_OUTPUT=$folder/installed bash "$component/.github/action/install.sh" gitlab
installed=$(sed -n 's/^folder=//p' "$folder/installed")
# Isolated: no module and no setting of the interpreter comes from the project or the job's environment.
"$installed/bin/python" -I -B -m aims_gate "${command[@]}"
