import type {Identity} from '../../account/account.ts';
import type {AwsLocation} from '../../aws/location.ts';
import type {DescribedChange} from '../../changes/describe-change.ts';
import type {FailureInSight} from '../../diagnosis/failure-in-sight.ts';
import type {Flow} from '../../diagnosis/flow.ts';
import type {Remedy, Request} from '../../diagnosis/remedy.ts';
import type {Subject} from '../../diagnosis/subject.ts';
import {executionArnOf, stateMachineArnOf} from '../../diagnosis/subject.ts';
import type {Proof} from '../../evidence/proof.ts';
import type {Incident} from '../../incident/incident.ts';
import {grouped} from '../../text.ts';
import {requestText} from '../details.ts';
import {failureLines} from '../plain/failure.ts';
import {statedFacts} from '../plain/incident.ts';
import {printable} from '../sanitise.ts';
import {commandParts, diffPart} from './change.ts';
import {type Examination, evidence} from './evidence.ts';
import {bulleted, code, escaped, fenced, table} from './markdown.ts';

export type ReportedChange = Pick<DescribedChange, 'target' | 'diff' | 'summary' | 'command'> & {
	/** As `sfn-fix history` and `sfn-fix undo` take it. */
	id: string;
	/** When it was recorded, before it was written; null where it was not. */
	at: string | null;
	outcome: string;
	message: string | null;
	patch: {tool: string; warning: string; patch: string | null} | null;
	proof: Proof | null;
};

/** A run as a ticket keeps it. */
export type RunReport = {
	version: string;
	startedAt: Date;
	endedAt: Date;
	status: number;
	verdict: string;
	identity: Identity;
	location: AwsLocation;
	/** The title of the practice scenario; null on a real account. */
	practice: string | null;
	/** Null where the run ended before it was settled. */
	subject: Subject | null;
	flow: {flow: Flow; confidence: string} | null;
	incident: Incident;
	/** The text is that of an execution, not of a person. */
	isFromExecution: boolean;
	sight: FailureInSight;
	/** In the order in which they were made: the last one is what holds. */
	examinations: readonly Examination[];
	/** The fixes whose changes were proposed. */
	remedies: readonly Remedy[];
	requests: readonly Request[];
	changes: readonly ReportedChange[];
	repeated: {
		title: string;
		outcome: string;
		message: string | null;
		executionArn: string | null;
	} | null;
	summary: {headline: string} & Record<SummaryList, string[]>;
	watch: readonly string[];
};

/** The report of one run in Markdown, for a ticket. */
export function reportMarkdown(report: RunReport): string {
	const {summary, requests, location, watch} = report;
	const sections: Array<readonly [string, string[]]> = [
		['Summary', summaryParts(summary)],
		['Incident', incidentParts(report)],
		['Failure chain', chainParts(report)],
		['Evidence', report.examinations.flatMap(each => evidence(each, location))],
		['Changes', report.changes.flatMap((change, index) => changeParts(change, index))],
		['Repeated', repeatedParts(report)],
		[
			'Requests to others',
			requests.flatMap(request => [
				`For ${escaped(request.to)}:`,
				fenced('text', requestText(request, location)),
			]),
		],
		['What to watch', watch.length > 0 ? [bulleted(watch)] : []],
	];

	return `${[
		`# ${escaped(nameOf(report))}`,
		headOf(report),
		...sections.flatMap(([title, parts]) => (parts.length > 0 ? [`## ${title}`, ...parts] : [])),
	].join('\n\n')}\n`;
}

const timeOf = (date: Date): string => `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;

function nameOf({subject, identity}: RunReport): string {
	const arn = subject && stateMachineArnOf(subject);
	return arn
		? `${arn.split(':')[6]}: sfn-fix report`
		: `Account ${identity.accountId}: sfn-fix report`;
}

function headOf(report: RunReport): string {
	const {subject, identity, location, flow, practice} = report;
	const rows: Array<readonly [string, string | null]> = [
		[
			'Verdict',
			`**${escaped(report.summary.headline)}** (${report.verdict}, exit status ${report.status})`,
		],
		['Started', timeOf(report.startedAt)],
		['Ended', timeOf(report.endedAt)],
		['State machine', subject && codeOf(stateMachineArnOf(subject))],
		['Execution', subject && codeOf(executionArnOf(subject))],
		['Role', subject && codeOf(subject.roleArn)],
		['Log group', subject && codeOf(subject.logGroupArn)],
		['Account', escaped(`${identity.accountId}, region ${identity.region}`)],
		['Examined as', code(identity.arn)],
		['Endpoint', codeOf(location.endpointUrl)],
		[
			'Known failure',
			flow && `${escaped(flow.flow.title)} (${code(flow.flow.id)}, ${flow.confidence})`,
		],
		['Practice account', practice && `${escaped(practice)}; nothing real was touched`],
		['sfn-fix', report.version],
	];

	return table(
		['', ''],
		rows.flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
	);
}

const codeOf = (value: string | null): string | null => (value ? code(value) : null);

type SummaryList = 'found' | 'written' | 'notWritten' | 'verified';

const summaryParts = (summary: RunReport['summary']): string[] => [
	escaped(summary.headline),
	...(
		[
			['Found', summary.found],
			['Written', summary.written],
			['Not written', summary.notWritten],
			['Verified', summary.verified],
		] as const
	).flatMap(([title, lines]) =>
		lines.length > 0 ? [`**${title}**`, bulleted(lines.map(escaped))] : [],
	),
];

/** A ticket takes 30,000 to 60,000 characters as a whole. */
const longestText = 10_000;

/** Without its secrets first: half of one would not be recognized. */
function excerpt(text: string): string {
	const shown = printable(text);

	return shown.length > longestText
		? `${shown.slice(0, longestText)}\n[${grouped(shown.length - longestText)} more characters are not shown]`
		: shown;
}

function incidentParts({incident, isFromExecution}: RunReport): string[] {
	const facts = statedFacts(incident.facts);

	return incident.text.trim() === ''
		? ['No error was given: everything that the state machine needs was checked.']
		: [
				isFromExecution ? 'The error of the execution:' : 'The error as given:',
				fenced('text', excerpt(incident.text)),
				...(facts.length > 0
					? [
							table(
								['The text says', ''],
								facts.map(([word, value]) => [word, code(value)] as const),
							),
						]
					: []),
			];
}

function chainParts({sight, endedAt}: RunReport): string[] {
	const lines = failureLines(sight, endedAt.getTime());
	const cause = 'followed' in sight ? sight.followed.root.cause : null;

	return lines.length === 0
		? []
		: [
				bulleted(lines.map(escaped)),
				...(cause === null ? [] : ['The cause in full:', fenced('text', excerpt(cause))]),
			];
}

const outcomeWords: Record<string, string> = {
	applied: 'applied, confirmed by AWS',
	'not-visible': 'applied, not visible yet',
	moved: 'not applied: the resource had changed',
	'not-written': 'not applied',
	failed: 'failed',
	unknown: 'unknown whether it was applied',
};

const repeatWords: Record<string, string> = {
	succeeded: 'succeeded',
	'still-running': 'still running',
	unknown: 'not known how it ended',
	'not-retried': 'not repeated',
};

function changeParts(change: ReportedChange, index: number): string[] {
	const {id, at, target, outcome, message, command, patch} = change;

	return [
		`### ${index + 1}. ${escaped(target)}`,
		bulleted([
			`Outcome: ${outcomeWords[outcome] ?? outcome}${message ? `. ${escaped(message)}` : ''}`,
			`Change id: ${code(id)}`,
			...(at === null ? [] : [`Recorded: ${escaped(at)}`]),
			...change.summary.map(escaped),
			...(change.proof ? [escaped(change.proof.line)] : []),
		]),
		diffPart(change),
		...commandParts(command),
		...(patch
			? [
					`For ${escaped(patch.tool)}: ${escaped(patch.warning)}`,
					...(patch.patch ? [fenced('', patch.patch)] : []),
				]
			: []),
	];
}

const repeatedParts = ({repeated}: RunReport): string[] =>
	repeated === null
		? []
		: [
				bulleted([
					escaped(repeated.title),
					`Outcome: ${repeatWords[repeated.outcome] ?? repeated.outcome}${repeated.message ? `. ${escaped(repeated.message)}` : ''}`,
					...(repeated.executionArn ? [`Execution: ${code(repeated.executionArn)}`] : []),
				]),
			];
