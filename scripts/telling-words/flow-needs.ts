import {flows} from '../../flows/index.ts';
import type {Needs} from '../../source/commands/likely-flows.ts';
import {type Facts, noFacts} from '../../source/incident/facts.ts';
import type {Pattern} from '../../source/incident/recognition.ts';
import {type Clause, requiredWords} from './required-words.ts';

/** Texts by which the words are compared: one that is in few of them tells most. */
const texts = flows
	.flatMap(({examples, lookalikes = []}) => [...examples, ...lookalikes.map(({text}) => text)])
	.map(text => text.toLowerCase());

/** For each flow, what a text must contain for each of its patterns to hold. */
export const flowNeeds = (): Record<string, Needs[]> =>
	Object.fromEntries(flows.map(({id, patterns}) => [id, patterns.map(needsOf)]));

/** As our formatter writes it: one line for each pattern. */
export function tellingWords(): string {
	const list = (needs: readonly Needs[]) =>
		needs.map(each => `\t\t${JSON.stringify(each)}`).join(',\n');
	const entries = Object.entries(flowNeeds()).map(
		([id, needs]) => `\t${JSON.stringify(id)}: [\n${list(needs)}\n\t]`,
	);

	return `{\n${entries.join(',\n')}\n}\n`;
}

export function needsOf({text, also, facts}: Pattern): Needs {
	const words = [text, also]
		.flatMap(expression => (expression ? requiredWords(expression.source) : []))
		.map(clause => ({clause, found: texts.filter(each => includesOne(each, clause)).length}))
		.toSorted((one, other) => one.found - other.found)
		.slice(0, 2)
		.map(({clause}) => clause.toSorted());

	return {words, refusal: facts !== undefined && !withoutRefusal.some(facts)};
}

const includesOne = (text: string, clause: Clause): boolean =>
	clause.some(word => text.includes(word));

/** Everything that a text can state besides that somebody was refused something. */
const withoutRefusal: readonly Facts[] = [
	noFacts,
	{
		...noFacts,
		resource: 'arn:aws:iam::123456789012:role/orders',
		errorName: 'States.TaskFailed',
		stateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders',
		executionArn: 'arn:aws:states:eu-west-1:123456789012:execution:orders:one',
		roleArn: 'arn:aws:iam::123456789012:role/StepFunctions-orders-role',
		logGroupArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:orders',
		region: 'eu-west-1',
		accountId: '123456789012',
	},
];
