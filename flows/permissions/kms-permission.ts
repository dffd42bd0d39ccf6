import {parseArn} from '../../source/aws/arn.ts';
import type {NeededStatement} from '../../source/definition/need.ts';
import type {Check, CheckContext} from '../../source/diagnosis/check.ts';
import {whoWasDenied} from '../common/denied-principal.ts';
import {subjectRolePermissions} from '../common/role-permissions.ts';
import {judgeNeeds} from './judge-needs.ts';
import {keyCommands} from './key-policy.ts';
import {type LiveNeed, machineNeeds} from './machine-needs.ts';
import {needDetails} from './need-details.ts';
import {needsAnswer} from './needs-answer.ts';
import {reportedNeed} from './reported-need.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html */
export const check: Check = {
	id: 'kms-permission',
	title: "The role's own policies allow it to use the KMS key",
	decisive: true,
	findOut: keyCommands,

	async run(context) {
		const permissions = await subjectRolePermissions(context);
		const needs = await keyNeeds(permissions.role.name, context);
		const judged = await judgeNeeds(needs, permissions, context);

		return needsAnswer(
			{
				permissions,
				judged,
				unknown: needs.length === 0 ? [nothingNamed] : [],
				healthy: `The policies of role ${permissions.role.name} allow it; the key's own policy must allow it as well.`,
				remedy: {
					id: 'grant-kms',
					title: `Allow role ${permissions.role.name} to use the KMS key (in the role's own policies)`,
				},
				details: needDetails(needs, judged),
			},
			context,
		);
	},
};

const nothingNamed =
	'Cannot tell: neither the text nor the state machine names a KMS key that the role uses.';

/** The documented need of an encrypted state machine and, where the role itself was denied, what the text says. */
async function keyNeeds(roleName: string, context: CheckContext): Promise<LiveNeed[]> {
	const {kind, facts, accountId} = context.subject;
	const documented =
		kind === 'not-created'
			? []
			: (await machineNeeds(context)).filter(({statements}) =>
					statements.some(({actions}) => actions.some(isKmsAction)),
				);
	const statement = reportedStatement(context);
	const isOwn = whoWasDenied(facts.principal, roleName, accountId) !== 'other';
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
