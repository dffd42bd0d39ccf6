import {shellQuote} from '../../aws/shell-quote.ts';
import type {Candidates, CompletedCommand, CompletionModel} from './model.ts';

export function zshCompletion({commands}: CompletionModel): string {
	const typed = commands.filter(({name}) => name !== '');
	const options = new Map(
		commands.flatMap(each => each.options).map(option => [option.name, option] as const),
	);
	const valued = [...options.values()].flatMap(({name, value}) =>
		value ? `\t\t--${name}) ${actionOf(value)}; return ;;` : [],
	);

	return `#compdef sfn-fix
# zsh completion for sfn-fix. To load it, add to ~/.zshrc, after compinit:
#   eval "$(sfn-fix completion zsh)"

# The names that sfn-fix saw in the last minutes; it does not call AWS for them.
_sfn_fix_remembered() {
	local -a found
	found=(\${(f)"$(\${words[1]} completion $1 $location 2> /dev/null)"})
	compadd -a found
}

_sfn_fix_commands() {
	local -a names
	names=(
${typed.map(({name, summary}) => `\t\t${shellQuote(`${name}:${escaped(summary)}`)}`).join('\n')}
	)
	_describe command names
}

_sfn_fix() {
	local command='' previous=\${words[CURRENT-1]} word
	local -a location options
	local -i index
	location=()

	for ((index = 2; index < CURRENT; index++)); do
		word=\${words[index]}
		case $word in
			(--profile|--region|--endpoint-url) location+=($word \${words[index+1]}) ;;
			(--profile=*|--region=*|--endpoint-url=*) location+=($word) ;;
			(${typed.map(({name}) => name).join('|')}) [[ -z $command ]] && command=$word ;;
		esac
	done

	if [[ $PREFIX == --*=* ]]; then
		previous=\${PREFIX%%=*}
		compset -P '*='
	fi

	case $previous in
${valued.join('\n')}
	esac

	case $command in
${typed.map(each => `\t\t(${each.name})\n${commandAction(each)}\t\t;;`).join('\n')}
		(*)
${commands
	.filter(({name}) => name === '')
	.map(each => commandAction(each, '_sfn_fix_commands'))
	.join('')}\t\t;;
	esac
}

if [[ \${funcstack[1]} == _sfn_fix ]]; then
	_sfn_fix "$@"
else
	compdef _sfn_fix sfn-fix
fi
`;
}

function commandAction({options, operand}: CompletedCommand, first = ':'): string {
	const described = options.flatMap(({name, short, help}) => [
		`--${name}:${escaped(help)}`,
		...(short ? [`-${short}:${escaped(help)}`] : []),
	]);

	return [
		'\t\t\tif [[ $PREFIX == -* ]]; then',
		`\t\t\t\toptions=(${described.map(shellQuote).join(' ')})`,
		'\t\t\t\t_describe -o option options',
		'\t\t\telse',
		`\t\t\t\t${first}`,
		`\t\t\t\t${actionOf(operand)}`,
		'\t\t\tfi',
		'',
	].join('\n');
}

/** A colon ends the name. */
const escaped = (text: string): string => text.replaceAll(':', '\\:');

function actionOf(candidates: Candidates): string {
	switch (candidates.kind) {
		case 'words':
			return `compadd -- ${candidates.words.map(shellQuote).join(' ')}`;
		case 'files':
			return '_files';
		case 'remembered':
			return `_sfn_fix_remembered ${candidates.names}`;
		case 'nothing':
			return ':';
	}
}
