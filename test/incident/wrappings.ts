/** How people come by an error: each takes a message and a width and gives what they would paste. */
export type Wrapping = {
	name: string;
	wrap: (message: string, width: number) => string;
	/** It says itself that a state machine is being deployed. */
	deploys?: true;
};

/** As a terminal breaks a long line: at the width, wherever that falls. */
export function hardWrap(text: string, width: number): string[] {
	const lines: string[] = [];

	for (let at = 0; at < text.length; at += width) {
		lines.push(text.slice(at, at + width).trimEnd());
	}

	return lines;
}

/** As Python's textwrap breaks: at white space and hyphens, and within words longer than the width. */
export function softWrap(text: string, width: number): string[] {
	const lines: string[] = [];
	let line = '';

	for (const chunk of text.split(/(?<=[a-z]-)(?=[a-z])|(?= )/i)) {
		let rest = line === '' ? chunk.trimStart() : chunk;

		if (line.length + rest.length > width && line !== '') {
			lines.push(line.trimEnd());
			line = '';
			rest = chunk.trimStart();
		}

		while (line.length + rest.length > width) {
			const room = width - line.length;
			lines.push(line + rest.slice(0, room));
			rest = rest.slice(room);
			line = '';
		}

		line += rest;
	}

	return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}

/** Marks are seen where they stand before two lines or more. */
const marked = (message: string, width: number): string[] => [
	'what we saw:',
	...softWrap(message, width),
];

const prefixed = (lines: readonly string[], prefix: string): string =>
	lines.map(line => `${prefix}${line}`).join('\n');

/** Columns as SAM prints them: `width` is that of the terminal, each cell wrapped in its quarter. */
export function samTable(message: string, width: number): string {
	const cell = Math.max(20, Math.floor(width / 4));
	const row = ['CREATE_FAILED', 'AWS::StepFunctions::StateMachine', 'OrdersStateMachine', message];
	const cells = row.map(text => softWrap(text, cell - 4));
	const height = Math.max(...cells.map(lines => lines.length));
	const lines = Array.from({length: height}, (_, at) =>
		cells.map(wrapped => (wrapped[at] ?? '').padEnd(cell)).join(' '),
	);
	const names = ['ResourceStatus', 'ResourceType', 'LogicalResourceId', 'ResourceStatusReason'];
	const rule = '-'.repeat(cell * 4);
	return [
		rule,
		names.map(name => name.slice(0, cell - 2).padEnd(cell)).join(' '),
		rule,
		...lines,
		rule,
	].join('\n');
}

/** A table with lines around its cells, each cell broken at its width. */
export function boxTable(message: string, width: number): string {
	const cell = Math.max(20, width - 30);
	const reason = hardWrap(message, cell);
	const border = `+${'-'.repeat(15)}+${'-'.repeat(cell + 2)}+`;
	const rows = reason.map(
		(text, at) => `| ${(at === 0 ? 'CREATE_FAILED' : '').padEnd(13)} | ${text.padEnd(cell)} |`,
	);
	return [border, ...rows, border].join('\n');
}

const html = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');

const smart = (text: string): string => text.replaceAll("'", '\u2019').replaceAll('"', '\u201D');

const nested = (message: string, levels: number): string =>
	levels === 0 ? message : JSON.stringify({log: nested(message, levels - 1)});

const coloured = (lines: readonly string[]): string =>
	lines.map(line => `\u001B[31m${line}\u001B[0m`).join('\n');

export const wrappings: readonly Wrapping[] = [
	{name: 'as it is', wrap: message => message},
	{name: 'a narrow terminal', wrap: (message, width) => hardWrap(message, width).join('\n')},
	{name: 'wrapped at words', wrap: (message, width) => softWrap(message, width).join('\n')},
	{name: 'indented', wrap: (message, width) => prefixed(softWrap(message, width), '        ')},
	{name: 'Windows line ends', wrap: (message, width) => softWrap(message, width).join('\r\n')},
	{name: 'a SAM table', wrap: samTable, deploys: true},
	{name: 'a box table', wrap: boxTable, deploys: true},
	{
		name: 'a Terraform box',
		wrap: (message, width) => `╷\n${prefixed(softWrap(message, width), '│ ')}\n│\n╵`,
	},
	{
		name: 'CDK progress',
		deploys: true,
		wrap: (message, width) =>
			`3:17:48 PM | CREATE_FAILED        | AWS::StepFunctions::StateMachine | Orders/Machine\n${hardWrap(message, width).join('\n')}\n\n ❌  OrdersStack failed`,
	},
	{name: 'quoted mail', wrap: (message, width) => prefixed(softWrap(message, width), '> > ')},
	{
		name: 'a Markdown note',
		wrap: (message, width) => `> [!info] ${prefixed(softWrap(message, width), '> ').slice(2)}`,
	},
	{
		name: 'a Markdown fence',
		wrap: (message, width) => `\`\`\`text\n${softWrap(message, width).join('\n')}\n\`\`\``,
	},
	{name: 'a chat', wrap: message => `[10:32 AM] maria.k: ${message}\n[10:33 AM] jo: looking`},
	{name: 'another chat', wrap: message => `maria  10:32 AM\n${message}`},
	{name: 'terminal colours', wrap: (message, width) => coloured(softWrap(message, width))},
	{name: 'a web page', wrap: message => `<p>${html(message)}</p><br/>`},
	{name: 'smart quotes', wrap: message => smart(message)},
	{name: 'CloudWatch Logs', wrap: message => `2026-11-20T16:00:56.047Z\t${message}`},
	{
		name: 'Airflow',
		wrap: message => `[2026-11-20, 16:00:56 UTC] {taskinstance.py:1937} ERROR - ${message}`,
	},
	{name: 'Docker', wrap: (message, width) => prefixed(softWrap(message, width), 'worker_1  | ')},
	{name: 'a comment', wrap: (message, width) => prefixed(marked(message, width), '\t// ')},
	{name: 'a script comment', wrap: (message, width) => prefixed(marked(message, width), '# ')},
	{
		name: 'a block comment',
		wrap: (message, width) => `/**\n${prefixed(marked(message, width), ' * ')}\n */`,
	},
	{name: 'a diff', wrap: (message, width) => prefixed(marked(message, width), '+   ')},
	{
		name: 'numbered lines',
		wrap: (message, width) =>
			marked(message, width)
				.map((line, at) => `${String(at + 98).padStart(5)} | ${line}`)
				.join('\n'),
	},
	{
		name: 'syslog',
		wrap: (message, width) =>
			prefixed(marked(message, width), 'Nov 20 16:00:56 build-7 runner[311]: '),
	},
	{
		name: 'a log in brackets',
		wrap: (message, width) => prefixed(marked(message, width), '[pod/orders-0/worker] '),
	},
	{
		name: 'a program',
		wrap: (message, width) =>
			(message.replaceAll('"', "'").match(new RegExp(`.{1,${width}}`, 'gs')) ?? [])
				.map(line => `\t"${line}"`)
				.join(' +\n'),
	},
	{name: 'JSON in JSON', wrap: message => nested(message, 2)},
	{name: 'JSON four deep', wrap: message => nested(message, 4)},
	{
		name: 'a Python dictionary',
		wrap: message => `{'log': '${message.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'}`,
	},
	{
		name: 'folded YAML',
		wrap: (message, width) => `log: >-\n${prefixed(softWrap(message, width), '  ')}`,
	},
	{name: 'a page of JSON', wrap: message => JSON.stringify({log: [message]}, null, 2)},
];

/** What people write in the place of their account id. */
export const redactions: readonly string[] = [
	'123456789012',
	'XXXXXXXXXXXX',
	'xxxx',
	'<account>',
	'<account-id>',
	'***',
	'************',
	'...',
	'{account}',
	'[REDACTED]',
];

export const account = '123456789012';

export const redact = (text: string, redaction: string): string =>
	text.replaceAll(account, redaction);
