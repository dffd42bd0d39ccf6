import type {
	CreateLogGroupRequest,
	DeleteLogGroupRequest,
	DescribeLogGroupsRequest,
	DescribeLogGroupsResponse,
	LogGroup,
	PutRetentionPolicyRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import {AwsError} from '../../aws-error.ts';
import type {OperationContext} from '../../service.ts';
import type {LogGroupState} from '../../state.ts';
import {findLogGroup, logsPage} from './lookup.ts';

export const logGroupOperations = {
	DescribeLogGroups(
		input: DescribeLogGroupsRequest,
		context: OperationContext,
	): DescribeLogGroupsResponse {
		const shown = context.state.logGroups
			.filter(({name}) => name.startsWith(input.logGroupNamePrefix ?? ''))
			.filter(({name}) => contains(name, input.logGroupNamePattern ?? ''))
			.filter(group => !input.logGroupClass || group.class === input.logGroupClass)
			.toSorted((a, b) => (a.name < b.name ? -1 : 1));
		const {entries, nextToken} = logsPage(shown, input, context);

		return {logGroups: entries.map(describe), nextToken};
	},

	CreateLogGroup(input: CreateLogGroupRequest, {state, now}: OperationContext): object {
		const name = checkName(input.logGroupName);

		if (state.logGroups.some(group => group.name === name)) {
			throw new AwsError(
				'ResourceAlreadyExistsException',
				'The specified log group already exists',
			);
		}

		state.logGroups.push({
			name,
			arn: `arn:${state.partition}:logs:${state.region}:${state.accountId}:log-group:${name}`,
			class: (input.logGroupClass ?? 'STANDARD') as LogGroupState['class'],
			kmsKeyArn: input.kmsKeyId ?? null,
			retentionInDays: null,
			createdAt: now(),
			streams: [],
		});

		return {};
	},

	DeleteLogGroup(input: DeleteLogGroupRequest, {state}: OperationContext): object {
		const group = findLogGroup(input.logGroupName, state);
		state.logGroups.splice(state.logGroups.indexOf(group), 1);
		state.logResourcePolicies = state.logResourcePolicies.filter(
			({logGroupArn}) => logGroupArn !== group.arn,
		);

		return {};
	},

	PutRetentionPolicy(input: PutRetentionPolicyRequest, {state}: OperationContext): object {
		const days = Number(input.retentionInDays);

		if (!retentions.includes(days)) {
			throw new AwsError(
				'InvalidParameterException',
				`1 validation error detected: Value '${input.retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set`,
			);
		}

		findLogGroup(input.logGroupName, state).retentionInDays = days;

		return {};
	},
};

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentions = [
	1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
	3653,
];

function checkName(name: string | undefined): string {
	if (!name || !/^[.\-_/#A-Za-z0-9]{1,512}$/.test(name)) {
		throw new AwsError(
			'InvalidParameterException',
			`1 validation error detected: Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
		);
	}

	if (name.startsWith('aws/')) {
		throw new AwsError(
			'InvalidParameterException',
			'Log groups starting with aws/ are reserved for AWS.',
		);
	}

	return name;
}

const contains = (name: string, pattern: string): boolean =>
	name.toLowerCase().includes(pattern.toLowerCase());

const describe = (group: LogGroupState): LogGroup => ({
	logGroupName: group.name,
	creationTime: group.createdAt,
	...(group.retentionInDays !== null && {retentionInDays: group.retentionInDays}),
	metricFilterCount: 0,
	arn: `${group.arn}:*`,
	storedBytes: 0,
	...(group.kmsKeyArn && {kmsKeyId: group.kmsKeyArn}),
	logGroupClass: group.class,
	logGroupArn: group.arn,
});
