import {createHash} from 'node:crypto';
import type {Change} from '../diagnosis/remedy.ts';
import {isObject, type JsonObject, parseJson} from '../json.ts';
import {changeId} from './change-id.ts';
import {parseChange} from './parse-change.ts';

/** What would be done, written down: the one who applies it need not be the one who examined. */
export type Plan = {
	/** ISO 8601, as `expiresAt`. */
	createdAt: string;
	expiresAt: string;
	/** The identity that examined. */
	createdBy: string;
	partition: string;
	accountId: string;
	region: string;
	endpointUrl: string | null;
	/** The id of a practice scenario: it is applied to the practice account alone. */
	practice: string | null;
	subject: PlanSubject;
	/** The known failure that was checked for; null after the general checks. */
	flow: string | null;
	/** The error as it was pasted; null where it was read from the account. */
	error: string | null;
	evidence: PlanEvidence[];
	remedies: Array<{id: string; title: string; why: string; widens: string | null}>;
	changes: PlannedChange[];
};

type PlanSubject = {
	stateMachineArn: string | null;
	executionArn: string | null;
	roleArn: string | null;
	logGroupArn: string | null;
};

type PlanEvidence = {
	id: string;
	title: string;
	outcome: string;
	evidence: string;
	answer: string;
	details: string[];
};

type PlannedChange = {remedyIds: string[]; target: string; command: string; change: Change};

/** What a file holds; `why` is one sentence without its end. */
export type ReadPlan = {kind: 'plan'; plan: Plan} | {kind: 'unusable'; why: string};

const marker = 'sfn-fix-plan';
const planFormat = 1;

export const planMilliseconds = 24 * 60 * 60 * 1000;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const hashOf = (text: string | null): string | null => (text === null ? null : sha256(text));

/** `schema/plan.schema.json`. The digest finds an edit; it is no signature, so apply shows and asks all the same. */
export function planText({changes, ...plan}: Plan): string {
	const content = {
		format: marker,
		formatVersion: planFormat,
		...plan,
		changes: changes.map(({change, ...planned}) => ({
			id: changeId(change),
			...planned,
			beforeSha256: hashOf(change.before),
			afterSha256: hashOf(change.after),
			change,
		})),
	};

	return `${JSON.stringify({...content, digest: digestOf(content)}, null, 2)}\n`;
}

/** Of everything but the digest itself, in the order in which it is written. */
export const digestOf = (content: object): string => sha256(JSON.stringify(content));

export function parsePlan(text: string): ReadPlan {
	const value = parseJson(text);

	if (!isObject(value) || value.format !== marker) {
		return unusable('is not a plan of sfn-fix');
	}

	if (value.formatVersion !== planFormat) {
		return unusable(
			`has the plan format ${JSON.stringify(value.formatVersion)}, and this version of sfn-fix reads format ${planFormat}`,
		);
	}

	const {digest, ...content} = value;

	if (digest !== digestOf(content)) {
		return unusable('was changed after sfn-fix wrote it (its digest does not match)');
	}

	const plan = planIn(content);
	return plan
		? {kind: 'plan', plan}
		: unusable('is damaged: a part of the plan is missing or wrong');
}

const unusable = (why: string): ReadPlan => ({kind: 'unusable', why});

function planIn(value: JsonObject): Plan | null {
	const {subject, evidence, remedies} = value;
	const changes = Array.isArray(value.changes) ? value.changes.map(changeIn) : [];
	const known = changes.filter(change => change !== null);
	const texts = ['createdBy', 'partition', 'accountId', 'region'];
	const optional = ['endpointUrl', 'practice', 'flow', 'error'];
	const names = ['stateMachineArn', 'executionArn', 'roleArn', 'logGroupArn'];

	const isWhole =
		isObject(subject) &&
		texts.every(name => typeof value[name] === 'string') &&
		[value.createdAt, value.expiresAt].every(isTime) &&
		optional.every(name => isTextOrNull(value[name])) &&
		names.every(name => isTextOrNull(subject[name])) &&
		(subject.stateMachineArn ?? subject.roleArn) !== null &&
		isListOf(evidence, ['id', 'title', 'outcome', 'evidence', 'answer']) &&
		isListOf(remedies, ['id', 'title', 'why']) &&
		changes.length > 0 &&
		known.length === changes.length;

	return isWhole ? ({...value, changes: known} as unknown as Plan) : null;
}

function changeIn(value: unknown): PlannedChange | null {
	if (!isObject(value) || !isObject(value.change) || !Array.isArray(value.remedyIds)) {
		return null;
	}

	const {id, target, command, remedyIds, beforeSha256, afterSha256} = value;
	const change = parseChange(value.change);
	const isWhole =
		change !== null &&
		typeof target === 'string' &&
		typeof command === 'string' &&
		remedyIds.every(remedy => typeof remedy === 'string') &&
		(!('revisionId' in change) || isTextOrNull(change.revisionId)) &&
		id === changeId(change) &&
		beforeSha256 === hashOf(change.before) &&
		afterSha256 === hashOf(change.after);

	return isWhole ? {target, command, remedyIds, change} : null;
}

const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';

const isTime = (value: unknown): boolean =>
	typeof value === 'string' && !Number.isNaN(Date.parse(value));

const isListOf = (value: unknown, names: readonly string[]): boolean =>
	Array.isArray(value) &&
	value.every(item => isObject(item) && names.every(name => typeof item[name] === 'string'));
