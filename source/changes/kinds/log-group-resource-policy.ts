import type {Reads} from '../../account/account.ts';
import {AccountError} from '../../account/account-error.ts';
import {nameOfArn} from '../../aws/arn.ts';
import {option} from '../../aws/shell-quote.ts';
import {logGroupResourcePolicyMaxBytes, logResourcePolicyBytes} from '../../policy/measure.ts';
import {printCompactPolicy} from '../../policy/parse.ts';
import {samePolicyText} from '../meaning.ts';
import type {ChangeKind, ChangeOfKind, LiveState} from './change-kind.ts';

type LogGroupPolicyChange = ChangeOfKind<'log-group-resource-policy'>;

export const logGroupResourcePolicy: ChangeKind<LogGroupPolicyChange> = {
	actions: ['create', 'update', 'delete'],
	// A log group has one resource policy, whatever its name.
	key: ({logGroupArn}) => `log-group/${logGroupArn}/resource-policy`,
	target: ({logGroupArn}) => `resource policy of log group ${nameOfArn(logGroupArn)}`,

	async read(change, reads) {
		const policy = await ownPolicy(change, reads);
		return policy === 'cannot-tell'
			? listedAmongTheAccounts(change, reads)
			: {text: policy?.document ?? null, revisionId: policy?.revisionId ?? null};
	},

	/** Conditional: AWS refuses when the policy is no longer at `expectedRevisionId`. */
	async write({logGroupArn, policyName, after, revisionId}, {writes}) {
		await (after === null
			? writes.deleteLogGroupResourcePolicy(logGroupArn, policyName, revisionId)
			: writes.putLogGroupResourcePolicy(logGroupArn, policyName, after, revisionId));
		return null;
	},

	commands({logGroupArn, policyName, after, revisionId}) {
		const names = [...option('policy-name', policyName), ...option('resource-arn', logGroupArn)];
		const expected = revisionId === null ? [] : option('expected-revision-id', revisionId);
		return after === null
			? [['logs', 'delete-resource-policy', ...names, ...expected]]
			: [
					[
						'logs',
						'put-resource-policy',
						...names,
						...option('policy-document', after),
						...expected,
					],
				];
	},

	sameText: samePolicyText,
	size: {limit: logGroupResourcePolicyMaxBytes, measure: logResourcePolicyBytes},
	printPolicy: printCompactPolicy,
};

/** An endpoint that cannot tell policies on log groups apart may still list this one. */
async function ownPolicy({logGroupArn}: LogGroupPolicyChange, reads: Reads) {
	try {
		return await reads.logGroupResourcePolicy(logGroupArn);
	} catch (error) {
		if (error instanceof AccountError && error.kind === 'unavailable') {
			return 'cannot-tell';
		}

		throw error;
	}
}

/** Some AWS-compatible endpoints keep a log group's policy among those of the account. */
async function listedAmongTheAccounts(
	{policyName, before, after}: LogGroupPolicyChange,
	reads: Reads,
): Promise<LiveState> {
	const texts = [before, after].filter(text => text !== null);
	const policies = await reads.accountResourcePolicies();
	const policy = policies.find(
		({name, document}) => name === policyName && texts.some(text => samePolicyText(text, document)),
	);
	return {text: policy?.document ?? null, revisionId: policy?.revisionId ?? null};
}
