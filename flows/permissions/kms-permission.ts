import {parseArn} from '../../source/aws/arn.ts';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {NeededStatement} from '../../source/definition/need.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import type {Request} from '../../source/diagnosis/remedy.ts';
import {whoWasRefused} from '../common/refused-principal.ts';
import {subjectRolePermissions} from '../common/role-permissions.ts';
import {judgeNeeds} from './judge-needs.ts';
import {keyRequests} from './key-policy-requests.ts';
import {type LiveNeed, machineNeeds} from './machine-needs.ts';
import {needLines} from './need-lines.ts';
import {needsAnswer} from './needs-answer.ts';
import {reportedNeed} from './reported-need.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html */
export const kmsPermission: Check = {
	id: 'kms-permission',
	title: 'May the role use the KMS key, as far as its own policies say?',
	decisive: true,
	command: ({facts, region}) =>
		`aws kms get-key-policy --key-id ${shellQuote(facts.resource ?? '<key>')} --policy-name default --query Policy --output text --region ${region}`,

	async run(context) {
		const permissions = await subjectRolePermissions(context);
		const needs = await keyNeeds(permissions.role.name, context);
		const judged = judgeNeeds(needs, permissions, context);
		const answer = await needsAnswer(
			{
				permissions,
				judged,
				unknown: needs.length === 0 ? [nothingNamed] : [],
				healthy: `the policies of role ${permissions.role.name} allow it; the key's own policy has a say as well.`,
				remedy: {
					id: 'grant-kms',
					title: `Let role ${permissions.role.name} use the KMS key, as far as its own policies go`,
				},
				details: needs.flatMap(need => needLines(need, judged)),
			},
			context,
		);

		return answer;
	},
};

const nothingNamed =
	'neither the text nor the state machine names a KMS key that its role is to use.';

/** The documented need of an encrypted state machine and, where the role itself was refused, what the text says. */
async function keyNeeds(roleName: string, context: CheckContext): Promise<LiveNeed[]> {
	const {facts, accountId, stateMachineArn} = context.subject;
	const documented =
		stateMachineArn === null
			? []
			: (await machineNeeds(context)).filter(({statements}) =>
					statements.some(({actions}) => actions.some(isKmsAction)),
				);
	const statement = reportedStatement(context);
	const isOwn = whoWasRefused(facts.principal, roleName, accountId) !== 'other';
	const isCovered = documented.some(({statements}) =>
		statements.some(
			each =>
				each.actions.includes(facts.action ?? '') && each.resources.includes(facts.resource ?? ''),
		),
	);

	return [
		...documented.map(need => ({
			...need,
			statements: need.statements.filter(({actions}) => actions.some(isKmsAction)),
		})),
		...(statement && isOwn && !isCovered ? [reportedNeed('what the error names', statement)] : []),
	];
}

const isKmsAction = (action: string): boolean => action.startsWith('kms:');

/** Only a key's own ARN: policies are not checked against aliases. */
function reportedStatement({subject: {facts}}: CheckContext): NeededStatement | null {
	const {action, resource} = facts;
	const key = parseArn(resource ?? '');

	return action !== null &&
		resource !== null &&
		/^kms:\w{1,60}$/.test(action) &&
		key?.service === 'kms' &&
		/^key\/[\w-]{1,128}$/.test(key.resource)
		? {actions: [action], resources: [resource]}
		: null;
}

/** The key's policy is out of sight: who can change it is handed the statement. */
export const keyPolicy: Check = {
	id: 'key-policy',
	title: "Does the key's own policy allow it?",
	decisive: false,
	command: kmsPermission.command,

	async run(context) {
		const requests: Request[] = await keyRequests(context);
		const keys = [
			...new Set(requests.map(({to}) => to.replace('whoever administers the key ', ''))),
		];

		return requests.length === 0 ? null : unread(keys, requests, context);
	},
};

const unread = (keys: string[], requests: Request[], {subject}: CheckContext): Answer => ({
	outcome: 'unknown',
	evidence: 'read',
	answer: `Not known: sfn-fix does not read key policies, and ${keys.join(', ')} has one.`,
	details: [
		...keys.flatMap(key => [
			`Find out with: aws kms get-key-policy --key-id ${shellQuote(key)} --policy-name default --query Policy --output text --region ${subject.region}`,
			`A key that is disabled or about to be deleted refuses everybody: aws kms describe-key --key-id ${shellQuote(key)} --query KeyMetadata.KeyState --region ${subject.region}`,
		]),
		'A key policy that lets the account itself (arn:…:root) use kms:* leaves the rest to IAM: then the role’s own permission is enough.',
	],
	requests,
});
