import type {Identity} from '../../account/account.ts';
import type {CommandLocation} from '../../aws/command.ts';
import type {DescribedChange} from '../../changes/describe-change.ts';
import type {AnsweredCheck} from '../../diagnosis/diagnose.ts';
import type {Request} from '../../diagnosis/remedy.ts';
import {requestText} from '../details.ts';
import {commandParts, diffPart, patchParts} from './change.ts';
import {evidence} from './evidence.ts';
import {bulleted, code, escaped, fenced, table} from './markdown.ts';

/** Changes that this person is not able to write. */
export type ChangesToHandOver = {
	to: string;
	why: string;
	identity: Identity;
	checks: readonly AnsweredCheck[];
	changes: ReadonlyArray<
		Pick<DescribedChange, 'target' | 'diff' | 'summary' | 'command'> & {
			inJson?: string;
			patch: Parameters<typeof patchParts>[0] | null;
		}
	>;
	commands: readonly string[];
	verify: string | null;
};

/** What the screens say above it. */
export const handOverHeading = ({to}: Pick<ChangesToHandOver, 'to'>): string =>
	`Request for ${to}, in Markdown, ready to send`;

/** A request for changes, with the evidence, the exact diffs and the commands. */
export const changesMarkdown = (
	{to, why, identity, checks, changes, commands, verify}: ChangesToHandOver,
	location: CommandLocation,
): string =>
	documentOf(to, [
		table(
			['', ''],
			[
				['Account', escaped(`${identity.accountId}, region ${identity.region}`)],
				['Examined as', code(identity.arn)],
			],
		),
		escaped(why),
		...evidenceParts(checks, location),
		'## Requested',
		...changes.flatMap((change, index) => [
			`### ${index + 1}. ${escaped(change.target)}`,
			...(change.summary.length > 0 ? [bulleted(change.summary.map(escaped))] : []),
			diffPart(change),
			...commandParts(change.command, change.inJson),
			...(change.patch ? patchParts(change.patch) : []),
		]),
		...(commands.length > 0
			? [
					'## With sfn-fix',
					'The first command checks the account again and writes the changes to a file, nothing to AWS. The second shows them, asks, and applies them:',
					fenced('sh', commands.join('\n')),
				]
			: []),
		...verifyParts(verify),
	]);

/** What somebody else has to do, with the checks that say so. */
export const requestMarkdown = (
	request: Request,
	checks: readonly AnsweredCheck[],
	location: CommandLocation,
	verify: string | null,
): string =>
	documentOf(request.to, [
		...evidenceParts(
			checks.filter(({requests}) => requests.includes(request)),
			location,
		),
		'## Requested',
		fenced('text', request.text),
		...(request.policy ? ['As a policy statement:', fenced('json', request.policy)] : []),
		...(request.deny ?? []).flatMap(({title, json}) => [escaped(title), fenced('json', json)]),
		...(request.commands?.length
			? [fenced('sh', requestText({text: '', commands: request.commands}, location).trim())]
			: []),
		...verifyParts(verify),
	]);

const verifyParts = (command: string | null): string[] =>
	command === null
		? []
		: [
				'## Check it afterwards',
				'This only reads, and shows whether a problem is left:',
				fenced('sh', command),
			];

const documentOf = (to: string, parts: readonly string[]): string =>
	`${[`# Request for ${escaped(to)}`, ...parts].join('\n\n')}\n`;

function evidenceParts(checks: readonly AnsweredCheck[], location: CommandLocation): string[] {
	// Its heading is that of a section of a report.
	const [, ...parts] = evidence({title: '', checks, before: null}, location);
	return parts.length > 0 ? ['## Evidence', ...parts] : [];
}
