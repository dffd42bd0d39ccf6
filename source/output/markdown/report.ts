import type {Identity} from '../../account/account.ts';
import type {AwsLocation} from '../../aws/location.ts';
import type {FailureInSight} from '../../diagnosis/failure-in-sight.ts';
import type {Flow} from '../../diagnosis/flow.ts';
import type {Remedy, Request} from '../../diagnosis/remedy.ts';
import type {Subject} from '../../diagnosis/subject.ts';
import {executionArnOf, stateMachineArnOf} from '../../diagnosis/subject.ts';
import type {FailureEvidence} from '../../evidence/evidence.ts';
import type {FailuresRead} from '../../failures/read-failures.ts';
import type {Incident} from '../../incident/incident.ts';
import {timeOf} from '../../text.ts';
import {requestText} from '../details.ts';
import {statedFacts} from '../plain/incident.ts';
import {changeParts, type ReportedChange, remedyLine} from './change.ts';
import {type Examination, evidence, pieceParts} from './evidence.ts';
import {chainParts, excerpt, groupParts} from './failure.ts';
import type {ChangesToHandOver} from './hand-over.ts';
import {bulleted, code, escaped, fenced, table} from './markdown.ts';

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
	/** The text as it was pasted, with its lines. */
	given: string;
	/** The text is that of an execution, not of a person. */
	isFromExecution: boolean;
	sight: FailureInSight;
	/** In the order in which they were made: the last one is what holds. */
	examinations: readonly Examination[];
	remedies: readonly Remedy[];
	requests: readonly Request[];
	handOver: ChangesToHandOver | null;
	changes: readonly ReportedChange[];
	evidence: FailureEvidence | null;
	/** Where the text and what was examined disagree, and what the checks say of the failure. */
	remarks: readonly string[];
	failures: FailuresRead | null;
	groupId: string | null;
	/** The execution that failed, and the others of its cause. */
	repeated: ReadonlyArray<{
		title: string;
		outcome: string;
		message: string | null;
		executionArn: string | null;
	}>;
	summary: {headline: string} & Record<SummaryList, string[]>;
	watch: readonly string[];
};

/** The report of one run in Markdown, for a ticket. */
export function reportMarkdown(report: RunReport): string {
	const {summary, requests, handOver, location, watch} = report;
	const sections: Array<readonly [string, string[]]> = [
		['Summary', summaryParts(summary)],
		['Incident', incidentParts(report)],
		['Failed executions', groupParts(report.failures, report.groupId)],
		['Failure chain', chainParts(report.sight, report.endedAt)],
		[
			'Evidence',
			[
				...report.examinations.flatMap(each => evidence(each, location)),
				...pieceParts(report.evidence, location),
			],
		],
		['Fixes', report.remedies.length > 0 ? [bulleted(report.remedies.map(remedyLine))] : []],
		['Changes', report.changes.flatMap((change, index) => changeParts(change, index))],
		['Repeated', repeatedParts(report)],
		[
			'Requests to others',
			[
				...requests.flatMap(request => [
					`For ${escaped(request.to)}:`,
					fenced('text', requestText(request, location)),
				]),
				...(handOver
					? [`For ${escaped(handOver.to)}: the changes above. ${escaped(handOver.why)}`]
					: []),
			],
		],
		['What to watch', watch.length > 0 ? [bulleted(watch)] : []],
	];

	return `${[
		`# ${escaped(nameOf(report))}`,
		headOf(report),
		...sections.flatMap(([title, parts]) => (parts.length > 0 ? [`## ${title}`, ...parts] : [])),
	].join('\n\n')}\n`;
}

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
			`**${escaped(report.summary.headline)}** (${report.verdict.replaceAll('-', ' ')}, exit status ${report.status})`,
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

type SummaryList = 'found' | 'written' | 'notWritten' | 'verified' | 'notKnown';

const summaryParts = (summary: RunReport['summary']): string[] => [
	escaped(summary.headline),
	...(
		[
			['Found', summary.found],
			['Written', summary.written],
			['Not written', summary.notWritten],
			['Verified', summary.verified],
			['Not known', summary.notKnown],
		] as const
	).flatMap(([title, lines]) =>
		lines.length > 0 ? [`**${title}**`, bulleted(lines.map(escaped))] : [],
	),
];

function incidentParts({incident, given, isFromExecution, remarks}: RunReport): string[] {
	const {denial, authorizationId} = incident.facts;
	const denied = denial ? [denial.kind, denial.policyType, denial.policyArn] : [];
	const facts = [
		...statedFacts(incident.facts),
		...(denial ? [['how it was denied', denied.filter(Boolean).join(', ')] as const] : []),
		...(authorizationId ? [['authorization id', authorizationId] as const] : []),
	];
	const said = remarks.length > 0 ? [bulleted(remarks.map(escaped))] : [];

	return incident.text.trim() === ''
		? ['No error was given: everything that the state machine needs was checked.', ...said]
		: [
				isFromExecution ? 'The error of the execution:' : 'The error as given:',
				fenced('text', excerpt(isFromExecution ? incident.text : given)),
				...(facts.length > 0
					? [
							table(
								['The text says', ''],
								facts.map(([word, value]) => [word, code(value)] as const),
							),
						]
					: []),
				...said,
			];
}

const repeatWords: Record<string, string> = {
	succeeded: 'it succeeded',
	failed: 'it failed',
	'still-running': 'it still runs',
	'not-retried': 'it was not repeated',
	unknown: 'how it ended is not known',
};

const repeatedParts = ({repeated}: RunReport): string[] =>
	repeated.map(({title, outcome, message, executionArn}) =>
		bulleted([
			escaped(title),
			`Outcome: ${repeatWords[outcome] ?? outcome}${message ? `. ${escaped(message)}` : ''}`,
			...(executionArn ? [`Execution: ${code(executionArn)}`] : []),
		]),
	);
