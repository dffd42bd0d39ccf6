import {option} from '../../source/aws/shell-quote.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {type Owner, ownerOf} from '../../source/diagnosis/ownership.ts';
import {listOf} from '../../source/text.ts';
import {withRole} from './find-out.ts';
import {subjectRole} from './subject-role.ts';

export const check: Check = {
	id: 'managed-by-tool',
	title: 'No deployment tool will overwrite the fix',
	decisive: false,
	findOut: subject => [
		...(subject.kind === 'state-machine'
			? [
					[
						'stepfunctions',
						'list-tags-for-resource',
						...option('resource-arn', subject.stateMachineArn),
					],
				]
			: []),
		...withRole(subject, ({name}) => [['iam', 'list-role-tags', ...option('role-name', name)]]),
	],

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
			answer: 'No CloudFormation, Terraform or Serverless tags found.',
			details: ['Terraform adds no tag unless it is configured to: ask your team.'],
		};
	},
};

type Owned = {what: string; owner: Owner};

const stateMachineTags = async ({subject, reads}: CheckContext): Promise<Record<string, string>> =>
	subject.kind === 'state-machine' ? reads.stateMachineTags(subject.stateMachineArn) : {};

function ownership(what: string, tags: PromiseSettledResult<Record<string, string>>): Owned[] {
	const owner = tags.status === 'fulfilled' ? ownerOf(tags.value) : null;
	return owner ? [{what, owner}] : [];
}

function warning(owned: readonly Owned[]): Answer {
	const words = listOf(owned.map(ownedWords));

	return {
		outcome: 'warning',
		evidence: 'read',
		answer: `${words.charAt(0).toUpperCase()}${words.slice(1)}: the next deployment can undo a fix made here.`,
		details: ['Make the same change in the template or configuration before the next deployment.'],
	};
}

function ownedWords({what, owner}: Owned): string {
	const verb = owner.certain ? 'belongs to' : 'seems to belong to';
	return `${what} ${verb} ${owner.tool}${owner.name === null ? '' : ` (${owner.name})`}`;
}
