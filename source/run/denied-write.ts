import {principalArnOf} from '../../flows/common/denied-principal.ts';
import type {Identity, Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Change} from '../diagnosis/remedy.ts';

type Write = {action: string; resources: string[]};

/** The first of the writes that the simulator denies; null where it denies none, or cannot be asked. */
export async function deniedWrite(
	changes: readonly Change[],
	{arn}: Identity,
	reads: Reads,
): Promise<{action: string; resource: string} | null> {
	const asked = await Promise.all(
		changes.map(change => denied(change, principalArnOf(arn), reads).catch(ifRefused(null))),
	);
	return asked.find(each => each !== null) ?? null;
}

async function denied(change: Change, roleArn: string, reads: Reads) {
	const write = await writeOf(change, reads);

	if (write === null) {
		return null;
	}

	const results = await reads.simulate({
		roleArn,
		actions: [write.action],
		resources: write.resources,
		context: {},
		extraPolicies: [],
	});
	const isDenied =
		results.length > 0 &&
		results.every(
			({decision, missingContextKeys}) => decision !== 'allowed' && missingContextKeys.length === 0,
		);
	return isDenied ? {action: write.action, resource: write.resources[0] ?? '*'} : null;
}

/** Null where it is not known on which resource AWS checks it. */
async function writeOf(change: Change, reads: Reads): Promise<Write | null> {
	const isDelete = change.action === 'delete';

	switch (change.kind) {
		case 'role-inline-policy':
		case 'role-trust-policy':
		case 'role-managed-policy': {
			const {arn} = await reads.role(change.roleName);
			return {action: roleActions[change.kind][isDelete ? 1 : 0], resources: [arn]};
		}
		case 'log-group-resource-policy':
			return {
				action: isDelete ? 'logs:DeleteResourcePolicy' : 'logs:PutResourcePolicy',
				resources: [change.logGroupArn, `${change.logGroupArn}:*`],
			};
		case 'logging-configuration':
		case 'definition':
			return {action: 'states:UpdateStateMachine', resources: [change.stateMachineArn]};
		default:
			return null;
	}
}

const roleActions = {
	'role-inline-policy': ['iam:PutRolePolicy', 'iam:DeleteRolePolicy'],
	'role-trust-policy': ['iam:UpdateAssumeRolePolicy', 'iam:UpdateAssumeRolePolicy'],
	'role-managed-policy': ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
} as const;
