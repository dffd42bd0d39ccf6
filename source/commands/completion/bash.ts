import {shellQuote} from '../../aws/shell-quote.ts';
import type {Candidates, CompletedCommand, CompletionModel} from './model.ts';

/** Works in bash 3.2, which macOS still has. */
export function bashCompletion({commands}: CompletionModel): string {
	const typed = commands.filter(({name}) => name !== '');
	const options = new Map(
		commands.flatMap(each => each.options).map(option => [option.name, option] as const),
	);
	const valued = [...options.values()].flatMap(({name, value}) =>
		value ? `\t\t--${name}) ${actionOf(value)}; return ;;` : [],
	);

	return `# bash completion for sfn-fix. To load it, add to ~/.bashrc:
#   eval "$(sfn-fix completion bash)"

_sfn_fix_add() {
	local word
	while IFS= read -r word; do
		if [[ -n $word && $word == "$current"* ]]; then
			COMPREPLY+=("$(printf '%q' "$word")")
		fi
	done <<< "$1"
}

_sfn_fix_files() {
	local file
	while IFS= read -r file; do
		COMPREPLY+=("$file")
	done < <(compgen -f -- "$current")
	compopt -o filenames 2> /dev/null
}

# The names that sfn-fix saw in the last minutes; it does not call AWS for them.
_sfn_fix_remembered() {
	_sfn_fix_add "$("\${COMP_WORDS[0]}" completion "$1" \${location[@]+"\${location[@]}"} 2> /dev/null)"
}

_sfn_fix() {
	local current=\${COMP_WORDS[COMP_CWORD]} previous='' command='' index word
	local -a location=()
	COMPREPLY=()

	for ((index = 1; index < COMP_CWORD; index++)); do
		word=\${COMP_WORDS[index]}
		case $word in
			--profile | --region | --endpoint-url)
				if [[ \${COMP_WORDS[index + 1]} == '=' ]]; then
					location+=("$word" "\${COMP_WORDS[index + 2]}")
				else
					location+=("$word" "\${COMP_WORDS[index + 1]}")
				fi
				;;
			${typed.map(({name}) => name).join(' | ')})
				[[ -z $command ]] && command=$word
				;;
		esac
	done

	previous=\${COMP_WORDS[COMP_CWORD - 1]}
	# "--region=eu" is three words to bash.
	if [[ $current == '=' ]]; then
		current=''
	elif [[ $previous == '=' ]]; then
		previous=\${COMP_WORDS[COMP_CWORD - 2]}
	fi

	case $previous in
${valued.join('\n')}
	esac

	case $command in
${typed.map(each => `\t\t${each.name}) ${commandAction(each, [])} ;;`).join('\n')}
		*) ${commands
			.filter(({name}) => name === '')
			.map(each =>
				commandAction(
					each,
					typed.map(({name}) => name),
				),
			)
			.join('')} ;;
	esac
}

complete -F _sfn_fix sfn-fix
`;
}

/** Options where a dash was typed, else what the command takes; at the start the commands as well. */
function commandAction({options, operand}: CompletedCommand, names: readonly string[]): string {
	const dashed = options.flatMap(({name, short}) => [`--${name}`, ...(short ? [`-${short}`] : [])]);

	return `if [[ $current == -* ]]; then ${addWords(dashed)}; else ${[
		...(names.length > 0 ? [addWords(names)] : []),
		actionOf(operand),
	].join('; ')}; fi`;
}

const addWords = (words: readonly string[]): string =>
	`_sfn_fix_add ${shellQuote(words.join('\n'))}`;

function actionOf(candidates: Candidates): string {
	switch (candidates.kind) {
		case 'words':
			return addWords(candidates.words);
		case 'files':
			return '_sfn_fix_files';
		case 'remembered':
			return `_sfn_fix_remembered ${candidates.names}`;
		case 'nothing':
			return ':';
	}
}
