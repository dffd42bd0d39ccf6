import {logicalId, oneLine, type PatchPrinter} from './patch.ts';
import {yaml} from './yaml.ts';

const resource = (id: string, type: string, properties: object): string =>
	yaml({Resources: {[logicalId(id)]: {Type: type, Properties: properties}}});

/** Also what a template of the Serverless Framework takes below `resources`. */
export const cloudFormation: PatchPrinter = {
	rolePolicy: ({roleName, policyName, document}) =>
		[
			'# Roles takes !Ref as well, where the role is in this template.',
			resource(policyName, 'AWS::IAM::Policy', {
				PolicyName: policyName,
				Roles: [roleName],
				PolicyDocument: document,
			}),
		].join('\n'),

	trustPolicy: ({roleName, document}) =>
		[
			`# Among the properties of the role ${oneLine(roleName)}`,
			yaml({AssumeRolePolicyDocument: document}),
		].join('\n'),

	// The document is a string of JSON here, not an object.
	logPolicy: ({policyName, text}) =>
		resource(policyName, 'AWS::Logs::ResourcePolicy', {
			PolicyName: policyName,
			PolicyDocument: text,
		}),

	logGroup: ({logGroupName}) =>
		resource(logGroupName, 'AWS::Logs::LogGroup', {LogGroupName: logGroupName}),

	logging: ({stateMachineName, logging}) =>
		[
			`# Among the properties of the state machine ${oneLine(stateMachineName)}`,
			yaml({LoggingConfiguration: loggingProperties(logging)}),
		].join('\n'),
};

/** AWS::Serverless::StateMachine names the same property otherwise. */
export const sam: PatchPrinter = {
	...cloudFormation,
	logging: ({stateMachineName, logging}) =>
		[
			`# Among the properties of the state machine ${oneLine(stateMachineName)}`,
			yaml({Logging: loggingProperties(logging)}),
		].join('\n'),
};

const loggingProperties = ({
	level,
	includeExecutionData,
	destinations,
}: Parameters<PatchPrinter['logging']>[0]['logging']) => ({
	Level: level,
	IncludeExecutionData: includeExecutionData,
	Destinations: destinations.map(arn => ({CloudWatchLogsLogGroup: {LogGroupArn: arn}})),
});
