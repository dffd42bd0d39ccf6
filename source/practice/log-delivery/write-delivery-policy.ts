import {randomUUID} from 'node:crypto';
import {accountLogPolicies, accountLogPolicyCharacters, logGroupPolicyBytes} from '../limits.ts';
import type {OperationContext} from '../service.ts';
import type {AccountState, LogGroupState} from '../state.ts';
import {notAuthorized, sizeExceeded} from './refusals.ts';

const policyName = 'AWSLogDeliveryWrite20150319';
const vendedLogs = '/aws/vendedlogs/';

type Written = {Statement: {Sid?: string; Resource?: string | string[]}[]};

/** Lets CloudWatch Logs write into the group, as AWS does it itself, or says why that cannot be. */
export function writeDeliveryPolicy(group: LogGroupState, context: OperationContext): void {
	if (context.state.behaviour.deliveryPolicyScope === 'log-group') {
		writeOnLogGroup(group, context);
	} else {
		writeOnAccount(group, context);
	}
}

function writeOnLogGroup({arn}: LogGroupState, context: OperationContext): void {
	const existing = context.state.logResourcePolicies.find(policy => policy.logGroupArn === arn);
	const statement = deliveryStatement(`${arn}:log-stream:*`, context.state);
	const document = appendStatement(existing?.document, statement);

	if (Buffer.byteLength(document) > logGroupPolicyBytes) {
		throw sizeExceeded();
	}

	put(existing?.name ?? policyName, document, arn, context);
}

function writeOnAccount(group: LogGroupState, context: OperationContext): void {
	const policies = context.state.logResourcePolicies.filter(
		({logGroupArn}) => logGroupArn === null,
	);
	const existing = policies.find(({name}) => name === policyName);

	if (!existing && policies.length >= accountLogPolicies) {
		throw notAuthorized();
	}

	const document = appendResource(existing?.document, `${group.arn}:log-stream:*`, context.state);

	if (document.length <= accountLogPolicyCharacters) {
		put(policyName, document, null, context);
		return;
	}

	if (!group.name.startsWith(vendedLogs)) {
		throw sizeExceeded();
	}

	const {partition, region, accountId} = context.state;
	const prefix = `arn:${partition}:logs:${region}:${accountId}:log-group:${vendedLogs}`;
	const shorter = appendResource(
		existing?.document,
		`${prefix}*`,
		context.state,
		arn => !arn.startsWith(prefix),
	);
	put(policyName, shorter, null, context);
}

/** Adds to the statement that AWS wrote before, under whichever Sid it wrote it. */
function appendResource(
	document: string | undefined,
	resource: string,
	state: AccountState,
	keep: (arn: string) => boolean = () => true,
): string {
	const written: Written = document ? JSON.parse(document) : {Statement: []};
	const own = written.Statement.find(({Sid}) => Sid?.startsWith('AWSLogDeliveryWrite'));

	if (!own) {
		return appendStatement(document, deliveryStatement(resource, state));
	}

	own.Resource = [...[own.Resource ?? []].flat().filter(keep), resource];

	return JSON.stringify(written);
}

const appendStatement = (document: string | undefined, statement: object): string => {
	const written: Written = document ? JSON.parse(document) : {Statement: []};

	return JSON.stringify({
		Version: '2012-10-17',
		...written,
		Statement: [written.Statement, statement].flat(),
	});
};

const deliveryStatement = (resource: string, {partition, region, accountId}: AccountState) => ({
	Sid: policyName,
	Effect: 'Allow',
	Principal: {Service: ['delivery.logs.amazonaws.com']},
	Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
	Resource: [resource],
	Condition: {
		StringEquals: {'aws:SourceAccount': [accountId]},
		ArnLike: {'aws:SourceArn': [`arn:${partition}:logs:${region}:${accountId}:*`]},
	},
});

function put(
	name: string,
	document: string,
	logGroupArn: string | null,
	{state, now}: OperationContext,
): void {
	const others = state.logResourcePolicies.filter(
		policy => policy.name !== name || policy.logGroupArn !== logGroupArn,
	);
	state.logResourcePolicies = [
		...others,
		{name, document, logGroupArn, revisionId: randomUUID().replaceAll('-', ''), updatedAt: now()},
	];
}
