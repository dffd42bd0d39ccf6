import {cloudFormation} from './cloudformation.ts';
import {oneLine, type PatchPrinter} from './patch.ts';
import {yaml} from './yaml.ts';

/** `${…}` is a variable of the framework's own, unless a backslash stands before it. */
const escaped = (text: string): string => text.replaceAll('${', '\\\\${');

const below = (text: string): string =>
	escaped(['resources:', ...text.split('\n').map(line => `  ${line}`)].join('\n'));

/** The plugin serverless-step-functions has its own words for a state machine, and CloudFormation's for the rest. */
export const serverless: PatchPrinter = {
	rolePolicy: patch => below(cloudFormation.rolePolicy(patch)),
	trustPolicy: patch => escaped(cloudFormation.trustPolicy(patch)),
	logPolicy: patch => below(cloudFormation.logPolicy(patch)),
	logGroup: patch => below(cloudFormation.logGroup(patch)),

	logging: ({stateMachineName, logging: {level, includeExecutionData, destinations}}) =>
		[
			`# In the entry of ${oneLine(stateMachineName)} below stepFunctions: stateMachines:`,
			yaml({loggingConfig: {level, includeExecutionData, destinations}}),
		].join('\n'),
};
