import type {Candidates, CompletedCommand, CompletionModel} from './model.ts';

export function fishCompletion({commands}: CompletionModel): string {
	const names = commands.flatMap(({name}) => name || []);

	return `# fish completion for sfn-fix. To load it, save it as
# ~/.config/fish/completions/sfn-fix.fish

# The names that sfn-fix saw in the last minutes; it does not call AWS for them.
function __sfn_fix_remembered
	set -l words (commandline -opc)
	set -l location
	for index in (seq 2 (count $words))
		switch $words[$index]
			case --profile --region --endpoint-url
				set -l value (math $index + 1)
				test $value -le (count $words)
					and set -a location $words[$index] $words[$value]
			case '--profile=*' '--region=*' '--endpoint-url=*'
				set -a location $words[$index]
		end
	end
	$words[1] completion $argv[1] $location 2> /dev/null
end

function __sfn_fix_command
	for word in (commandline -opc)[2..]
		if contains -- $word ${names.join(' ')}
			test -z "$argv[1]"; and return 1
			test $word = "$argv[1]"; and return 0
			return 1
		end
	end
	test -z "$argv[1]"
end

complete -c sfn-fix -f
${commands
	.flatMap(({name, summary}) =>
		name === ''
			? []
			: `complete -c sfn-fix -n '__sfn_fix_command' -a ${name} -d ${quoted(summary)}`,
	)
	.join('\n')}

${commands.map(linesOf).join('\n\n')}
`;
}

function linesOf({name, operand, options}: CompletedCommand): string {
	const condition = `complete -c sfn-fix -n '__sfn_fix_command${name === '' ? '' : ` ${name}`}'`;
	const values = argumentsOf(operand);

	return [
		...(values === null ? [] : [`${condition} -a ${values}`]),
		...options.map(({name: option, short, help, value}) =>
			[
				condition,
				`-l ${option}`,
				...(short ? [`-s ${short}`] : []),
				...(value ? [value.kind === 'files' ? '-r -F' : '-x'] : []),
				...(value && argumentsOf(value) !== null ? [`-a ${argumentsOf(value)}`] : []),
				`-d ${quoted(help)}`,
			].join(' '),
		),
	].join('\n');
}

function argumentsOf(candidates: Candidates): string | null {
	switch (candidates.kind) {
		case 'words':
			return quoted(candidates.words.join(' '));
		case 'remembered':
			return `'(__sfn_fix_remembered ${candidates.names})'`;
		default:
			return null;
	}
}

const quoted = (text: string): string => `'${text.replaceAll("'", "\\'")}'`;
