import {AccountError} from '../../source/account/account-error.ts';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {NeededStatement} from '../../source/definition/need.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import type {Request} from '../../source/diagnosis/remedy.ts';
import {principalInWords, roleNameOf} from '../../source/incident/principal.ts';
import {printPolicy} from '../../source/policy/parse.ts';
import {isRoleOfAccount} from '../common/refused-principal.ts';
import {permissionsOf, type RolePermissions} from '../common/role-permissions.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';
import {callerNeed} from './caller-need.ts';
import {judgeNeeds} from './judge-needs.ts';
import {neededStatements} from './needed-statements.ts';
import {needsAnswer} from './needs-answer.ts';
import {reportedNeed} from './reported-need.ts';

/** A person, a pipeline, a worker or another service: its permissions are not the state machine's. */
export const refusedCaller: Check = {
	id: 'refused-caller',
	title: 'Who was refused, and what do they need?',
	decisive: true,
	command: ({facts}) =>
		`aws iam simulate-principal-policy --policy-source-arn ${shellQuote(facts.principal ?? '<ARN of whoever was refused>')} --action-names ${shellQuote(facts.action ?? '<action>')} --resource-arns ${shellQuote(facts.resource ?? '*')} --query 'EvaluationResults[].[EvalActionName,EvalDecision]' --output table`,

	async run(context) {
		const {facts} = context.subject;
		const need = await callerNeed(context);

		if (need === null) {
			return {
				outcome: 'unknown',
				evidence: 'reported',
				answer: `Not known: ${facts.action === null ? 'the text does not say which action was refused' : `the text does not say on what ${facts.action} was refused`}.`,
				details: ['Paste the whole message, with --error or --error-file.'],
			};
		}

		const permissions = await callerPermissions(context);
		return permissions === null ? reported(need, context) : evaluated(need, permissions, context);
	},
};

/** Of a role of this account that can be read; null for anybody else. */
async function callerPermissions(context: CheckContext): Promise<RolePermissions | null> {
	const {facts, accountId} = context.subject;
	const name = roleNameOf(facts.principal);

	if (name === null || !isRoleOfAccount(facts.principal, name, accountId)) {
		return null;
	}

	try {
		return await permissionsOf(await context.reads.role(name), context);
	} catch (error) {
		if (error instanceof AccountError) {
			return null;
		}

		throw error;
	}
}

const reported = (need: NeededStatement, {subject}: CheckContext): Answer => ({
	outcome: 'problem',
	evidence: 'reported',
	answer: `${principalInWords(subject.facts.principal, 'The caller')} was refused ${need.actions.join(', ')} on ${need.resources.join(', ')}, by what the text says.`,
	details: [notOurs, 'Their policies cannot be seen from here.'],
	requests: [requestFor(subject.facts.principal ?? 'whoever was refused', need)],
});

const notOurs =
	'This is not the role of the state machine, which lacks nothing for it. sfn-fix does not change it unless --role names it.';

async function evaluated(
	need: NeededStatement,
	permissions: RolePermissions,
	context: CheckContext,
): Promise<Answer> {
	const {role} = permissions;
	const mayChange = await isOursToChange(role.arn, context);
	const answer = await needsAnswer(
		{
			permissions,
			judged: judgeNeeds([reportedNeed(`role ${role.name}`, need)], permissions, context),
			unknown: [],
			healthy: `role ${role.name} may do ${need.actions.join(', ')} on ${need.resources.join(', ')} by now. Try again.`,
			remedy: {id: 'grant-caller', title: `Let role ${role.name} do ${need.actions.join(', ')}`},
			details: mayChange ? [] : [notOurs],
		},
		context,
	);
	const isLacking = (answer.remedies ?? []).length > 0;
	const named = {...answer, answer: answer.answer.replace(/^No: /, `Role ${role.name}: `)};

	return mayChange || !isLacking
		? named
		: {
				...named,
				details: (answer.details ?? []).filter(detail => !detail.startsWith("IAM's simulator")),
				remedies: [],
				requests: [...(answer.requests ?? []), requestFor(role.arn, need)],
			};
}

/** The person named it or, after all, it is the state machine's own. */
async function isOursToChange(roleArn: string, context: CheckContext): Promise<boolean> {
	const {roleArn: named} = context.subject;
	return roleArn === (named ?? (await subjectStateMachine(context))?.roleArn);
}

const requestFor = (principal: string, need: NeededStatement): Request => ({
	to: `whoever may grant permissions to ${principal}`,
	text: `Please allow ${principal} exactly this:\n${printPolicy({
		Version: '2012-10-17',
		Statement: neededStatements(
			need.actions.flatMap(action =>
				need.resources.map(resource => ({statement: need, action, resource})),
			),
		),
	})}`,
});
