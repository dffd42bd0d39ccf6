import {describe, expect, it} from 'vitest';
import {digestOf, type Plan, parsePlan, planText} from '../../source/changes/plan.ts';
import {creating, updating} from '../../source/diagnosis/remedy.ts';
import {schemaErrors} from '../support/schema.ts';

const plan: Plan = {
	createdAt: '2026-11-26T16:00:00.000Z',
	expiresAt: '2026-11-27T16:00:00.000Z',
	createdBy: 'arn:aws:sts::123456789012:assumed-role/oncall/anna',
	partition: 'aws',
	accountId: '123456789012',
	region: 'eu-west-1',
	endpointUrl: null,
	practice: null,
	subject: {
		stateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders',
		executionArn: null,
		roleArn: null,
		logGroupArn: null,
	},
	flow: 'action-denied',
	error: 'not authorized',
	evidence: [
		{id: 'a', title: 'A', outcome: 'problem', evidence: 'read', answer: 'No.', details: ['x']},
	],
	remedies: [{id: 'add', title: 'Add', why: 'Because.', widens: null}],
	changes: [
		{
			remedyIds: ['add'],
			target: 'inline policy p of role r',
			command: 'aws iam put-role-policy',
			change: {
				kind: 'role-inline-policy',
				roleName: 'r',
				policyName: 'p',
				...creating('{"Version":"2012-10-17","Statement":[]}'),
			},
		},
		{
			remedyIds: ['add'],
			target: 'definition',
			command: 'aws stepfunctions update-state-machine',
			change: {
				kind: 'definition',
				stateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders',
				revisionId: null,
				...updating('{"a": 1}', '{"a": 2}'),
			},
		},
	],
};

/** Edited by somebody who also corrects the digest: what is left to find it out is the content itself. */
function forged(edit: (content: Record<string, unknown>) => void): string {
	const {digest: _, ...content} = JSON.parse(planText(plan));
	edit(content);
	return JSON.stringify({...content, digest: digestOf(content)});
}

const whyOf = (text: string): string => {
	const read = parsePlan(text);
	return read.kind === 'unusable' ? read.why : 'a plan';
};

describe('a plan file', () => {
	it('says the same when it is read, also after it was reformatted', () => {
		const text = planText(plan);

		expect(schemaErrors('plan', JSON.parse(text))).toEqual([]);
		expect(parsePlan(text)).toMatchObject({kind: 'plan', plan});
		expect(parsePlan(JSON.stringify(JSON.parse(text)))).toMatchObject({kind: 'plan', plan});
	});

	it.each([
		['', 'is not a plan'],
		['{', 'is not a plan'],
		['[]', 'is not a plan'],
		['null', 'is not a plan'],
		['{"format": "terraform"}', 'is not a plan'],
		['{"format": "sfn-fix-plan", "formatVersion": 2}', 'has the plan format 2'],
		['{"format": "sfn-fix-plan"}', 'has the plan format undefined'],
		[planText(plan).slice(0, 900), 'is not a plan'],
	])('is refused where it is none: %s', (text, why) => {
		expect(whyOf(text)).toContain(why);
	});

	it.each([
		['an account', '"accountId": "123456789012"', '"accountId": "210987654321"'],
		['a policy', '\\"Statement\\":[]', '\\"Statement\\":[1]'],
		['an expiry', '2026-11-27', '2036-11-27'],
		['a fix', '"title": "Add"', '"title": "Ask"'],
	])('is refused once %s in it was edited', (_, from, to) => {
		const text = planText(plan);
		expect(text).toContain(from);
		expect(whyOf(text.replace(from, to))).toContain('was changed after sfn-fix wrote it');
	});

	type Content = Record<string, unknown> & {changes: Array<Record<string, unknown>>};
	const nowhere = {stateMachineArn: null, executionArn: null, roleArn: null, logGroupArn: null};

	it.each<[string, object, object?]>([
		['no changes', {changes: []}],
		['changes that are no list', {changes: {}}],
		['a change of an unknown kind', {}, {change: {kind: 'bucket'}}],
		['a text that does not fit its hash', {}, {afterSha256: '00'}],
		['an id that is not the change’s', {}, {id: '000000000000'}],
		['remedies that are no texts', {}, {remedyIds: [1]}],
		['no subject', {subject: null}],
		['a subject without names', {subject: nowhere}],
		['no account', {accountId: undefined}],
		['an expiry that is no time', {expiresAt: 'soon'}],
		['evidence that is none', {evidence: [null]}],
	])('with %s is refused even where the digest fits', (_, edit, ofFirst = {}) => {
		const text = forged(content => {
			Object.assign((content as Content).changes[0] ?? {}, ofFirst);
			Object.assign(content, edit);
		});

		expect(whyOf(text)).toContain('is damaged');
	});
});
