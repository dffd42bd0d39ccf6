import type {Statement} from '../../policy/document.ts';
import {logicalId, oneLine, type PatchPrinter} from './patch.ts';

const code = (value: unknown): string => JSON.stringify(value, null, 2);

const statement = (value: Statement): string => `iam.PolicyStatement.fromJson(${code(value)})`;

/** TypeScript. `role` and `this` stand for what the stack calls them. */
export const cdk: PatchPrinter = {
	rolePolicy: ({roleName, statements}) =>
		[
			`// role: the construct of ${oneLine(roleName)}`,
			...statements.map(value => `role.addToPolicy(${statement(value)});`),
		].join('\n'),

	trustPolicy: ({roleName, statements}) =>
		[
			`// role: the construct of ${oneLine(roleName)}`,
			...statements.map(value => `role.assumeRolePolicy?.addStatements(${statement(value)});`),
		].join('\n'),

	logPolicy: ({policyName, text}) =>
		`new logs.CfnResourcePolicy(this, ${code(logicalId(policyName))}, ${code({
			policyName,
			policyDocument: text,
		})});`,

	logGroup: ({logGroupName}) =>
		`new logs.LogGroup(this, ${code(logicalId(logGroupName))}, ${code({logGroupName})});`,

	logging: ({stateMachineName, logging: {level, includeExecutionData, destinations}}) =>
		[
			`// stateMachine: the construct of ${oneLine(stateMachineName)}`,
			'const {defaultChild} = stateMachine.node;',
			`(defaultChild as sfn.CfnStateMachine).loggingConfiguration = ${code({
				level,
				includeExecutionData,
				destinations: destinations.map(logGroupArn => ({cloudWatchLogsLogGroup: {logGroupArn}})),
			})};`,
		].join('\n'),
};
