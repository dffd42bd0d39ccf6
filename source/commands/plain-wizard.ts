import type {Reads} from '../account/account.ts';
import type {Page} from '../output/plain/page.ts';
import type {LastFailure} from '../wizard/services.ts';
import {consentOf} from './consent.ts';
import type {ExitStatus} from './exit-status.ts';
import {openInvestigation} from './investigate.ts';
import {plainNarrator} from './narrator.ts';
import type {CommandLine, Options} from './options.ts';
import {pageOf} from './output.ts';
import {practiceCommandLine} from './practice-command-line.ts';
import {ask, askForLines, confirm} from './prompt.ts';
import {repair} from './repair.ts';
import {openSession} from './session.ts';
import type {Streams} from './streams.ts';

/** The wizard as plain lines, one question after the other: for screen readers and simple terminals. */
export async function plainWizard(commandLine: CommandLine, streams: Streams): Promise<ExitStatus> {
	const page = pageOf(streams, commandLine.options);
	const investigation = await openInvestigation(
		await settled(commandLine, page, streams),
		streams,
		failure => isAboutIt(failure, page, streams),
	);
	const {status} = await repair(
		investigation,
		plainNarrator(page, investigation.session.location),
		{
			remedies: [],
			consent: consentOf(commandLine.options, streams),
			retry: false,
		},
	);

	return status;
}

/** The command line with what it leaves open asked for. */
async function settled(
	commandLine: CommandLine,
	page: Page,
	streams: Streams,
): Promise<CommandLine> {
	const {options, operands} = commandLine;
	const {practice, reads} = await openSession(options);

	if (practice) {
		page.paragraph(practice.story);
		return practiceCommandLine(practice, options);
	}

	const named =
		operands[0] ?? (options.role ? null : await askForStateMachine(reads(), page, streams));
	const withRole = named === '' ? {...options, ...(await askForRole(streams))} : options;
	const given = options.error !== undefined || options['error-file'] !== undefined;
	const error = given ? '' : await askForError(streams);

	return {
		command: 'fix',
		operands: named ? [named] : [],
		options: {...withRole, ...(error.trim() !== '' && {error})},
	};
}

async function isAboutIt(
	{executionName, text}: LastFailure,
	page: Page,
	streams: Streams,
): Promise<boolean> {
	page.line(`The last failed execution, ${executionName}, left this:`);
	page.verbatim(text, '  ');
	return confirm('Is it about this?', streams);
}

const addresses = /^(arn:|https?:)/;

/** Empty where it does not exist yet. A part of a name lists the names that hold it, and asks again. */
async function askForStateMachine(reads: Reads, page: Page, streams: Streams): Promise<string> {
	const {items, complete} = await reads.listStateMachines();
	const names = items.map(({name}) => name);

	for (;;) {
		const answer = await ask(
			'Which state machine fails? (a name or a part of it, an ARN, a console address; empty: it does not exist yet) ',
			streams,
		);
		const wanted = answer.trim();

		if (wanted === '' || addresses.test(wanted) || names.includes(wanted)) {
			return wanted;
		}

		const alike = names.filter(name => name.toLowerCase().includes(wanted.toLowerCase()));

		if (alike.length === 1) {
			return alike[0] ?? '';
		}

		page.paragraph(
			alike.length === 0
				? `No name contains ${wanted}.${complete ? '' : ` Only the first ${names.length} were listed: give its ARN if it is another one.`}`
				: `Which of: ${alike.slice(0, 30).join(', ')}?`,
		);
	}
}

async function askForRole(streams: Streams): Promise<Pick<Options, 'role' | 'log-group'>> {
	const role = await ask('Which role is the state machine to have? (name or ARN) ', streams);
	const logGroup = await ask(
		'Which log group is it to log to? (name or ARN; empty: none) ',
		streams,
	);

	return {role: role.trim(), ...(logGroup.trim() !== '' && {'log-group': logGroup.trim()})};
}

const askForError = (streams: Streams): Promise<string> =>
	askForLines(
		'Paste the error, and end it with a line that holds just a full stop (at once: no error, check everything).',
		streams,
	);
