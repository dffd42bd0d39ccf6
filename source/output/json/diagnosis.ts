import {type CommandLocation, printAwsCommand} from '../../aws/command.ts';
import {changeId} from '../../changes/change-id.ts';
import {cliCommand} from '../../changes/cli-command.ts';
import {targetOf} from '../../changes/describe-change.ts';
import type {RetryOutcome} from '../../changes/retry-context.ts';
import type {Diagnosis} from '../../diagnosis/diagnose.ts';
import {executionNamed, type FailureInSight} from '../../diagnosis/failure-in-sight.ts';
import type {Flow} from '../../diagnosis/flow.ts';
import type {FollowedMapRun} from '../../diagnosis/followed-failure.ts';
import type {Owner} from '../../diagnosis/ownership.ts';
import type {Change} from '../../diagnosis/remedy.ts';
import {executionArnOf, type Subject, stateMachineArnOf} from '../../diagnosis/subject.ts';
import type {FailureEvidence} from '../../evidence/evidence.ts';
import type {Proof} from '../../evidence/proof.ts';
import type {PolicyReview} from '../../evidence/review-policy.ts';
import type {FailureGroup} from '../../failures/failure-groups.ts';
import type {FailuresRead} from '../../failures/read-failures.ts';
import {detailTexts, requestText} from '../details.ts';
import {type ChangesToHandOver, changesMarkdown, requestMarkdown} from '../markdown/hand-over.ts';
import {evidenceJson} from './evidence.ts';
import {schemaVersion} from './schema-version.ts';

/** What became of a change: `not-written` where nobody said yes or something refused it. */
export type Applied = {
	changeId: string;
	outcome: 'applied' | 'not-visible' | 'moved' | 'not-written' | 'failed' | 'unknown';
	message: string | null;
	/** Null where no policy is written. */
	policyReview: PolicyReview | null;
};

export type DiagnosisReport = {
	/** Where the printed commands run. */
	subject: Subject;
	location: CommandLocation;
	flow: Flow | null;
	sight: FailureInSight;
	evidence: FailureEvidence;
	/** Null where no change of a definition was shown. */
	proof: Proof | null;
	/** Null where no window was asked for. */
	failures: FailuresRead | null;
	groupId: string | null;
	diagnosis: Diagnosis;
	/** What is not known, in sentences: at least one where there is no verdict. */
	reasons: readonly string[];
	/** Where the text and what was examined disagree. */
	mismatches: readonly string[];
	/** The remedies' changes as they are written: those to one resource merged into one. */
	changes: Change[];
	applied: Applied[];
	/** The deployment tool of what a change writes to, by the change's id. */
	owners: ReadonlyMap<string, Owner & {patchCommand: string | null}>;
	/** What this person is not able to write; null where nothing is. */
	handOver: ChangesToHandOver | null;
	/** What checks the same again; null in a practice. */
	verify: string | null;
	retried: {
		title: string;
		outcome: RetryOutcome | 'not-retried';
		message: string | null;
		executionArn: string | null;
	} | null;
	/** The other executions of the same cause. */
	groupRetried: DiagnosisReport['retried'];
};

/** `schema/check.schema.json` */
export function diagnosisJson({
	location,
	subject,
	flow,
	sight,
	evidence,
	proof,
	mismatches,
	failures,
	groupId,
	diagnosis,
	reasons,
	changes,
	applied,
	owners,
	handOver,
	verify,
	retried,
	groupRetried,
}: DiagnosisReport) {
	const {partition, region, accountId, facts, roleArn, logGroupArn} = subject;
	const toJson = (change: Change) => ({
		...changeJson(change, location),
		managedBy: managedByJson(owners.get(changeId(change))),
	});

	return {
		schemaVersion,
		subject: {
			partition,
			region,
			accountId,
			stateMachineArn: stateMachineArnOf(subject),
			executionArn: executionArnOf(subject),
			roleArn,
			logGroupArn,
		},
		flow: flow?.id ?? null,
		facts,
		mismatches,
		execution: executionOf(sight),
		failure: failureOf(sight),
		evidence: evidenceJson(evidence, proof, location),
		window: failures && windowOf(failures),
		groups: failures?.groups.map(groupOf) ?? null,
		group: groupIn(failures, groupId),
		checks: diagnosis.checks.map(answered => ({
			id: answered.id,
			title: answered.title,
			// Its older name, until schemaVersion 2.
			question: answered.title,
			outcome: answered.outcome,
			evidence: answered.evidence,
			answer: answered.answer,
			details: detailTexts(answered, location),
			findOut: answered.findOut.map(command => printAwsCommand(command, location)),
		})),
		remedies: diagnosis.remedies.map(remedy => ({
			...remedy,
			changes: remedy.changes.map(toJson),
		})),
		requests: [
			...diagnosis.requests.map(request => ({
				to: request.to,
				text: requestText(request, location),
				markdown: requestMarkdown(request, diagnosis.checks, location, verify),
			})),
			...(handOver ? [handedOver(handOver, location)] : []),
		],
		verdict: diagnosis.verdict,
		reasons,
		changes: changes.map(toJson),
		applied,
		retried,
		groupRetried: groupRetried && {
			title: groupRetried.title,
			outcome: groupRetried.outcome,
			message: groupRetried.message,
		},
	};
}

const managedByJson = (owner: (Owner & {patchCommand: string | null}) | undefined) =>
	owner
		? {
				tool: owner.tool,
				stack: owner.name,
				resource: owner.resource,
				isCertain: owner.certain,
				patchCommand: owner.patchCommand,
			}
		: null;

const handedOver = (handOver: ChangesToHandOver, location: CommandLocation) => ({
	to: handOver.to,
	text: [handOver.why, ...handOver.changes.map(({command}) => command)].join('\n'),
	markdown: changesMarkdown(handOver, location),
});

/** What was examined of it, and whether it is there at all; null where there is none. */
function executionOf(sight: FailureInSight) {
	switch (sight.kind) {
		case 'none':
			return null;
		case 'missing':
			return {
				arn: sight.executionArn,
				exists: false,
				status: null,
				message: `${executionNamed(sight.executionArn)} does not exist.`,
			};
		case 'unread':
			return {arn: sight.executionArn, exists: null, status: null, message: sight.why};
		default: {
			const {executionArn, status} = sight.followed.failure;
			return {arn: executionArn, exists: true, status, message: null};
		}
	}
}

/** What still runs well, and what succeeded, is no failure. */
function failureOf(sight: FailureInSight) {
	if (sight.kind !== 'failed' && sight.kind !== 'stuck') {
		return null;
	}

	const {failure, mapRuns} = sight.followed;
	return {...failure, mapRuns: mapRuns.map(mapRunJson)};
}

const mapRunJson = ({arn, run, sampled, groups}: FollowedMapRun) => ({
	arn,
	status: run?.status ?? null,
	items: run?.items ?? null,
	executions: run?.executions ?? null,
	toleratedFailures: run?.toleratedFailures ?? null,
	sampled,
	groups,
});

const windowOf = ({since, until, repeated, failed, read, unread, notes}: FailuresRead) => ({
	since: new Date(since).toISOString(),
	until: new Date(until).toISOString(),
	repeated,
	failed,
	read,
	unread,
	notes,
});

const groupOf = ({executions, ...group}: FailureGroup) => ({
	...group,
	count: executions.length,
	statuses: Object.fromEntries(
		[...new Set(executions.map(({status}) => status))].map(status => [
			status,
			executions.filter(each => each.status === status).length,
		]),
	),
	executionArn: executions[0]?.arn ?? null,
});

function groupIn(failures: FailuresRead | null, groupId: string | null) {
	const group = failures?.groups.find(({id}) => id === groupId);
	return group ? groupOf(group) : null;
}

export const changeJson = (change: Change, location: CommandLocation) => ({
	id: changeId(change),
	kind: change.kind,
	action: change.action,
	target: targetOf(change),
	before: change.before,
	after: change.after,
	command: cliCommand(change, location),
});
