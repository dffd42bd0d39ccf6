import {ifRefused} from '../../source/account/if-refused.ts';
import type {NeededStatement} from '../../source/definition/need.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import type {Request} from '../../source/diagnosis/remedy.ts';
import {principalInWords, roleNameOf} from '../../source/incident/principal.ts';
import {printPolicy} from '../../source/policy/parse.ts';
import {isRoleOfAccount, principalArnOf} from '../common/denied-principal.ts';
import {simulate} from '../common/find-out.ts';
import {permissionsOf, type RolePermissions} from '../common/role-permissions.ts';
import {subjectRoleArn} from '../common/subject-role.ts';
import {callerNeed} from './caller-need.ts';
import {neededStatements} from './grant-permissions.ts';
import {judgeNeeds} from './judge-needs.ts';
import {needsAnswer} from './needs-answer.ts';
import {evaluationDetails} from './policy-types.ts';
import {isWholeArn, reportedNeed} from './reported-need.ts';

/** A person, a pipeline, a worker or another service: its permissions are not the state machine's. */
export const check: Check = {
	id: 'refused-caller',
	title: 'The caller is allowed what it asked for',
	decisive: true,
	findOut: ({facts: {principal, action, resource}}) =>
		principal !== null && action !== null && isWholeArn(principal)
			? [simulate(principalArnOf(principal), [action], resource === null ? [] : [resource])]
			: [],

	async run(context) {
		const {facts} = context.subject;
		const need = await callerNeed(context);

		if (need === null) {
			return {
				outcome: 'unknown',
				evidence: 'reported',
				answer: `Cannot tell: the text does not say ${facts.action === null ? 'which action was denied' : `on which resource ${facts.action} was denied`}.`,
				details: ['Paste the whole message, with --error or --error-file.'],
			};
		}

		const permissions = await callerPermissions(context);
		return permissions === null ? reported(need, context) : evaluated(need, permissions, context);
	},
};

/** Of a role of this account that can be read; null for every other caller. */
async function callerPermissions(context: CheckContext): Promise<RolePermissions | null> {
	const {facts, accountId} = context.subject;
	const name = roleNameOf(facts.principal);

	if (name === null || !isRoleOfAccount(facts.principal, name, accountId)) {
		return null;
	}

	return context.reads
		.role(name)
		.then(role => permissionsOf(role, context))
		.catch(ifRefused(null));
}

const reported = (need: NeededStatement, {subject}: CheckContext): Answer => ({
	outcome: 'problem',
	evidence: 'reported',
	answer: `${principalInWords(subject.facts.principal, 'The caller')} was denied ${need.actions.join(', ')} on ${need.resources.join(', ')}, according to the text.`,
	details: [
		notOurs,
		'The policies of the caller cannot be read from here.',
		...evaluationDetails(subject.facts),
	],
	requests: [requestFor(subject.facts.principal ?? 'the denied caller', need)],
});

const notOurs =
	'This is not the role of the state machine. sfn-fix changes it only if --role names it.';

async function evaluated(
	need: NeededStatement,
	permissions: RolePermissions,
	context: CheckContext,
): Promise<Answer> {
	const {role} = permissions;
	const isOurs = await isOursToChange(role.arn, context);
	const answer = await needsAnswer(
		{
			permissions,
			judged: await judgeNeeds([reportedNeed(`role ${role.name}`, need)], permissions, context),
			unknown: [],
			healthy: `Role ${role.name} is now allowed ${need.actions.join(', ')} on ${need.resources.join(', ')}. Try again.`,
			remedy: {
				id: 'grant-caller',
				title: `Allow role ${role.name} to call ${need.actions.join(', ')}`,
			},
			details: isOurs ? [] : [notOurs],
		},
		context,
	);

	if (isOurs || answer.outcome !== 'problem' || (answer.remedies ?? []).length === 0) {
		return answer;
	}

	// A fix that is not offered is not proved either.
	const {remedies: _, ...found} = answer;

	return {
		...found,
		details: [notOurs, ...evaluationDetails(context.subject.facts)],
		requests: [...(answer.requests ?? []), requestFor(role.arn, need)],
	};
}

/** The person named it or, after all, it is the state machine's own. */
const isOursToChange = async (roleArn: string, context: CheckContext): Promise<boolean> =>
	roleArn === (await subjectRoleArn(context));

const requestFor = (principal: string, need: NeededStatement): Request => ({
	to: `someone who can grant permissions to ${principal}`,
	text: `Please grant ${principal} exactly these permissions:\n${printPolicy({
		Version: '2012-10-17',
		Statement: neededStatements(
			need.actions.flatMap(action =>
				need.resources.map(resource => ({statement: need, action, resource})),
			),
		),
	})}`,
});
