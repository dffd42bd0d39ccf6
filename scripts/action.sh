#!/usr/bin/env bash
# The step of action.yml. Checks each file twice: as SARIF, for code scanning, and as JSON, for annotations and summary.
set -uo pipefail

case "$FAIL_ON" in
	problem | no-verdict | never) ;;
	*)
		echo "::error::fail-on must be problem, no-verdict or never, not $FAIL_ON."
		exit 2
		;;
esac

# The command is several words, such as npx --yes sfn-fix@1.
read -r -a program <<<"$COMMAND"
arguments=()

while IFS= read -r policy; do
	[ -n "$policy" ] && arguments+=(--policy "$policy")
done <<<"$POLICIES"

[ -n "$REGION" ] && arguments+=(--region "$REGION")

mkdir -p "$SARIF_FOLDER"
worst=healthy
failed=0
number=0

while IFS= read -r definition; do
	[ -n "$definition" ] || continue
	number=$((number + 1))
	report="$SARIF_FOLDER/$number.json"
	"${program[@]}" check --definition "$definition" ${arguments[@]+"${arguments[@]}"} --json >"$report"
	status=$?

	case $status in
		0) verdict=healthy ;;
		1) verdict=problem ;;
		3) verdict=no-verdict ;;
		*)
			echo "::error::sfn-fix could not check $definition (exit status $status)."
			exit "$status"
			;;
	esac

	# 1 and 3 are also what a program exits with that never ran: only a report is a verdict.
	if ! node "$(dirname "$0")/action-report.mjs" "$report" "$GITHUB_STEP_SUMMARY"; then
		echo "::error::sfn-fix gave no report on $definition (exit status $status)."
		exit 2
	fi

	"${program[@]}" check --definition "$definition" ${arguments[@]+"${arguments[@]}"} --sarif >"$SARIF_FOLDER/$number.sarif"

	if [ "$verdict" = problem ] || { [ "$verdict" = no-verdict ] && [ "$worst" = healthy ]; }; then
		worst=$verdict
	fi

	if [ "$verdict" = problem ] || { [ "$verdict" = no-verdict ] && [ "$FAIL_ON" = no-verdict ]; }; then
		failed=1
	fi

	rm "$report"
done <<<"$DEFINITIONS"

if [ "$number" = 0 ]; then
	echo "::error::No file to check: definition is empty."
	exit 2
fi

{
	echo "verdict=$worst"
	echo "sarif=$SARIF_FOLDER"
} >>"$GITHUB_OUTPUT"

[ "$FAIL_ON" = never ] || exit "$failed"
