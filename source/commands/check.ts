import type {Verdict} from '../diagnosis/diagnose.ts';
import {describedSubject} from '../diagnosis/subject.ts';
import {diagnosisJson} from '../output/json/diagnosis.ts';
import {printCheck, printVerdict} from '../output/plain/checks.ts';
import {printExplanation, printFailure} from '../output/plain/failure.ts';
import {printIdentity} from '../output/plain/identity.ts';
import {printIncident} from '../output/plain/incident.ts';
import type {Page} from '../output/plain/page.ts';
import {printRemedies, printRequests} from '../output/plain/remedies.ts';
import {type ExitStatus, exitStatus} from './exit-status.ts';
import {examine, type Investigation, openInvestigation} from './investigate.ts';
import type {CommandLine} from './options.ts';
import {pageOf, printJson} from './output.ts';
import type {Streams} from './streams.ts';
import {UsageError} from './usage-error.ts';

const statuses: Record<Verdict, ExitStatus> = {
	healthy: exitStatus.healthy,
	'not-a-fault': exitStatus.healthy,
	problem: exitStatus.problem,
	'no-verdict': exitStatus.noVerdict,
};

/** Looks and says what is wrong; writes nothing. */
export async function check(commandLine: CommandLine, streams: Streams): Promise<ExitStatus> {
	const {options} = commandLine;

	if (options.definition !== undefined) {
		const {checkDefinition} = await import('./check-definition.ts');
		return checkDefinition(commandLine, streams);
	}

	if (options.policy !== undefined || options.sarif) {
		throw new UsageError(`--${options.sarif ? 'sarif' : 'policy'} needs --definition FILE.`);
	}

	const investigation = await openInvestigation(commandLine, streams);
	const {flow, session, sight} = investigation;
	const {diagnosis, explanation} = await examine(investigation);

	if (commandLine.options.json) {
		const subject = await describedSubject(investigation.subject, session.reads());
		printJson(
			streams,
			diagnosisJson({
				location: session.location,
				subject,
				flow,
				sight,
				diagnosis,
				changes: [],
				applied: [],
				retried: null,
			}),
		);
	} else {
		const page = pageOf(streams, commandLine.options);
		printOpening(page, investigation);
		page.heading('Checks');

		for (const answered of diagnosis.checks) {
			printCheck(page, answered, session.location);
		}

		printRemedies(page, diagnosis.remedies);
		printRequests(page, diagnosis.requests, session.location);
		printVerdict(page, diagnosis.verdict);
		printExplanation(page, explanation);
	}

	return statuses[diagnosis.verdict];
}

/** Who, where, which state machine, and what the pasted text means. */
export function printOpening(
	page: Page,
	{session, subject, incident, flow, sight}: Investigation,
): void {
	printIdentity(page, session.identity);

	if (session.practice) {
		page.line('This is the practice account inside the program: nothing real is touched.');
	}

	page.verbatim(
		subject.kind === 'state-machine'
			? `State machine ${subject.stateMachineArn}`
			: `No state machine yet; role ${subject.roleArn}, log group ${subject.logGroupArn ?? 'not given'}`,
	);

	printFailure(page, sight, session.clock.now());

	if (incident.text !== '' || flow) {
		page.gap();
		printIncident(page, incident, flow, []);
	}
}
