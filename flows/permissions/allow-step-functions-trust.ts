import type {Role} from '../../source/account/iam.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import type {Statement} from '../../source/policy/document.ts';
import {addStatements} from '../../source/policy/merge.ts';
import {parsePolicy, printPolicy} from '../../source/policy/parse.ts';

/** The statement AWS advises: https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html */
const trustStatement = ({partition, region, accountId}: Subject): Statement => ({
	Effect: 'Allow',
	Principal: {Service: ['states.amazonaws.com']},
	Action: ['sts:AssumeRole'],
	Condition: {
		StringEquals: {'aws:SourceAccount': [accountId]},
		ArnLike: {'aws:SourceArn': [`arn:${partition}:states:${region}:${accountId}:stateMachine:*`]},
	},
});

/** Keeps every statement of the trust policy and adds one. */
export const allowStepFunctionsTrust = (role: Role, subject: Subject): Remedy => ({
	id: 'allow-step-functions-trust',
	title: `Let Step Functions assume role ${role.name}`,
	why: `Adds one statement to the trust policy and keeps those that are there. Its conditions are the ones AWS advises against a confused deputy: only state machines of account ${subject.accountId} in region ${subject.region}.`,
	widens: `Every state machine of account ${subject.accountId} in region ${subject.region} may be given this role.`,
	changes: [
		{
			kind: 'role-trust-policy',
			roleName: role.name,
			before: role.trustPolicy,
			after: printPolicy(addStatements(parsePolicy(role.trustPolicy), [trustStatement(subject)])),
		},
	],
});
