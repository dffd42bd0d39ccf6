import type {
	DescribeStateMachineInput,
	DescribeStateMachineOutput,
	ListStateMachinesInput,
	ListStateMachinesOutput,
	ListTagsForResourceInput,
	ListTagsForResourceOutput,
	LoggingConfiguration as WireLogging,
} from '@aws-sdk/client-sfn';
import type {LoggingConfiguration} from '../../../account/step-functions.ts';
import {AwsError} from '../../aws-error.ts';
import type {OperationContext} from '../../service.ts';
import {findStateMachine, stepFunctionsPage} from './find.ts';

export const stateMachineReads = {
	ListStateMachines(
		input: ListStateMachinesInput,
		context: OperationContext,
	): ListStateMachinesOutput {
		const {entries, nextToken} = stepFunctionsPage(context.state.stateMachines, input, context);

		return {
			stateMachines: entries.map(({arn, name, type, createdAt}) => ({
				stateMachineArn: arn,
				name,
				type,
				creationDate: new Date(createdAt),
			})),
			nextToken,
		};
	},

	DescribeStateMachine(
		input: DescribeStateMachineInput,
		{state}: OperationContext,
	): DescribeStateMachineOutput {
		const machine = findStateMachine(input.stateMachineArn, state);

		return {
			stateMachineArn: machine.arn,
			name: machine.name,
			status: 'ACTIVE',
			definition: machine.definition,
			roleArn: machine.roleArn,
			type: machine.type,
			creationDate: new Date(machine.createdAt),
			loggingConfiguration: wireLogging(machine.logging),
			tracingConfiguration: {enabled: machine.tracing},
			revisionId: machine.revisionId,
			...(machine.kmsKeyArn && {
				encryptionConfiguration: {
					type: 'CUSTOMER_MANAGED_KMS_KEY',
					kmsKeyId: machine.kmsKeyArn,
					kmsDataKeyReusePeriodSeconds: 300,
				},
			}),
		};
	},

	ListTagsForResource(
		input: ListTagsForResourceInput,
		{state}: OperationContext,
	): ListTagsForResourceOutput {
		const machine = state.stateMachines.find(({arn}) => arn === input.resourceArn);

		if (!machine) {
			throw new AwsError('ResourceNotFound', `Resource not found: '${input.resourceArn}'`);
		}

		const {tags} = machine;

		return {tags: Object.entries(tags).map(([key, value]) => ({key, value}))};
	},
};

const wireLogging = ({
	level,
	includeExecutionData,
	destinations,
}: LoggingConfiguration): WireLogging => ({
	level,
	includeExecutionData,
	...(destinations.length > 0 && {
		destinations: destinations.map(logGroupArn => ({cloudWatchLogsLogGroup: {logGroupArn}})),
	}),
});
