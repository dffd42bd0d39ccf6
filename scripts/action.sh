#!/usr/bin/env bash
# The step of action.yml. Checks each file twice: as SARIF, for code scanning, and as JSON, for annotations and summary.
set -uo pipefail
shopt -s globstar

# https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
tell() {
	local text=${2//'%'/%25}
	text=${text//$'\r'/%0D}
	echo "::$1::${text//$'\n'/%0A}"
}

case "$FAIL_ON" in
	problem | no-verdict | never) ;;
	*)
		tell error "fail-on must be problem, no-verdict or never, not $FAIL_ON."
		exit 2
		;;
esac

# The command is several words, such as npx --yes sfn-fix@1.
read -r -a program <<<"$COMMAND"
arguments=()

# A list indented in YAML has blanks around its lines.
while read -r policy; do
	policy=${policy%$'\r'}
	[ -n "$policy" ] && arguments+=("--policy=$policy")
done <<<"$POLICIES"

[ -n "$REGION" ] && arguments+=("--region=$REGION")

# Of each use of the action in a job a folder that nothing else is in.
mkdir -p "$(dirname "$SARIF_FOLDER")"
folder=$(mktemp -d "$SARIF_FOLDER-XXXXXX")
worst=healthy
failed=0
number=0

# $1: the file; $2: the pattern that it fits, if any.
check() {
	local report="$folder/report.json" status verdict
	number=$((number + 1))
	"${program[@]}" check --definition="$1" ${arguments[@]+"${arguments[@]}"} --json >"$report"
	status=$?

	case $status in
		0) verdict=healthy ;;
		1) verdict=problem ;;
		3) verdict=no-verdict ;;
		2)
			# Most templates of a CDK application deploy no state machine, and files that are no template lie beside them.
			if [ -n "$2" ] && grep -qE 'without a state machine|is not an Amazon States Language definition|(manifest of|configures) a CDK application' "$report"; then
				grep -q 'without a state machine' "$report" || tell notice "Left out, since it is no definition, template or plan: $1"
				rm "$report"
				return
			fi
			;;&
		*)
			tell error "sfn-fix could not check $1 (exit status $status)."
			failed=2
			return
			;;
	esac

	# 1 and 3 are also what a program exits with that never ran: only a report is a verdict.
	if ! node "$(dirname "$0")/action-report.mjs" "$report" "$GITHUB_STEP_SUMMARY"; then
		tell error "sfn-fix gave no report on $1 (exit status $status)."
		failed=2
		return
	fi

	rm "$report"
	"${program[@]}" check --definition="$1" ${arguments[@]+"${arguments[@]}"} --sarif >"$folder/$number.sarif"

	if [ "$verdict" = problem ] || { [ "$verdict" = no-verdict ] && [ "$worst" = healthy ]; }; then
		worst=$verdict
	fi

	if [ "$failed" = 0 ] && { [ "$verdict" = problem ] || { [ "$verdict" = no-verdict ] && [ "$FAIL_ON" = no-verdict ]; }; }; then
		failed=1
	fi
}

while read -r definition; do
	definition=${definition%$'\r'}
	[ -n "$definition" ] || continue

	if [ -e "$definition" ] || ! files=$(compgen -G "$definition"); then
		check "$definition" ''
	else
		while IFS= read -r file; do
			check "$file" "$definition"
		done <<<"$files"
	fi
done <<<"$DEFINITIONS"

if [ "$number" = 0 ]; then
	tell error 'No file to check: definition is empty.'
	exit 2
fi

rm -f "$folder/report.json"

if [ -n "$(ls "$folder")" ]; then
	# A file that could not be checked has no verdict.
	if [ "$failed" = 2 ] && [ "$worst" = healthy ]; then worst=no-verdict; fi
	printf 'verdict=%s\nsarif=%s\n' "$worst" "$folder" >>"$GITHUB_OUTPUT"
elif [ "$failed" = 0 ]; then
	tell error 'No file to check: none of the files that fit has a state machine.'
	exit 2
fi

# Nothing is checked there: not even fail-on: never passes it.
[ "$failed" = 2 ] && exit 2
[ "$FAIL_ON" = never ] || exit "$failed"
