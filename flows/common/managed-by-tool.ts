import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {type Owner, ownerOf} from '../../source/diagnosis/ownership.ts';
import {roleWord, subjectRole} from './subject-role.ts';

export const managedByTool: Check = {
	id: 'managed-by-tool',
	title: 'Does a deployment tool own the state machine or its role?',
	decisive: false,
	command: subject =>
		subject.stateMachineArn === null
			? `aws iam list-role-tags --role-name ${roleWord(subject)}`
			: `aws stepfunctions list-tags-for-resource --resource-arn ${shellQuote(subject.stateMachineArn)} --region ${subject.region}`,

	async run(context) {
		const [stateMachine, role] = await Promise.allSettled([
			stateMachineTags(context),
			subjectRole(context).then(({tags}) => tags),
		]);
		const owned = [...ownership('the state machine', stateMachine), ...ownership('its role', role)];

		if (owned.length > 0) {
			return warning(owned);
		}

		const failed = [stateMachine, role].find(({status}) => status === 'rejected');

		if (failed?.status === 'rejected') {
			throw failed.reason;
		}

		return {
			outcome: 'ok',
			evidence: 'read',
			answer: 'No tag tells of a deployment tool.',
			details: ['Terraform leaves no tag by itself: ask your colleagues.'],
		};
	},
};

type Owned = {what: string; owner: Owner};

const stateMachineTags = async ({subject, reads}: CheckContext): Promise<Record<string, string>> =>
	subject.stateMachineArn === null ? {} : reads.stateMachineTags(subject.stateMachineArn);

function ownership(what: string, tags: PromiseSettledResult<Record<string, string>>): Owned[] {
	const owner = tags.status === 'fulfilled' ? ownerOf(tags.value) : null;
	return owner ? [{what, owner}] : [];
}

const warning = (owned: readonly Owned[]): Answer => ({
	outcome: 'warning',
	evidence: 'read',
	answer: `${sentence(owned.map(ownedWords))}: the next deployment may undo a fix made here.`,
	details: ['Carry the fix over into the template or configuration before the next deployment.'],
});

function ownedWords({what, owner}: Owned): string {
	const verb = owner.certain ? 'belongs to' : 'seems to belong to';
	return `${what} ${verb} ${owner.tool}${owner.name === null ? '' : ` (${owner.name})`}`;
}

const sentence = ([first = '', ...others]: readonly string[]): string =>
	[first.charAt(0).toUpperCase() + first.slice(1), ...others].join(', and ');
