import type {DefinitionProblem} from '../definition/problem.ts';
import {problemsOf} from '../definition/problems.ts';
import type {Answer, Check} from '../diagnosis/check.ts';
import {isObject, member, parseJson} from '../json.ts';
import type {DeployedMachine, DeployedRole} from '../template/deployment.ts';
import {hasMarker} from '../template/unresolved.ts';
import {count, listOf} from '../text.ts';

/** A check whose answer is known before it runs: everything is in the file. */
const answered = (check: Pick<Check, 'id' | 'title'>, answer: Answer): Check => ({
	...check,
	decisive: true,
	findOut: () => [],
	run: async () => answer,
});

const read = {evidence: 'read'} as const;

/** What AWS refuses the definition for. What the deployment will fill in is not judged. */
export function problemsIn(definition: string, {type}: DeployedMachine): DefinitionProblem[] {
	const value = parseJson(definition);

	return problemsOf(definition, type).filter(problem => !isUnsettled(problem, value));
}

const isOpen = (value: unknown): boolean => typeof value === 'string' && hasMarker(value, 'open');

/** What the deployment fills in can lead to a state, end the workflow, or say which fields a state takes. */
function isUnsettled({segments, message}: DefinitionProblem, definition: unknown): boolean {
	const chain = [definition];

	for (const segment of segments) {
		chain.push(Object(chain.at(-1))[segment]);
	}

	const found = chain.at(-1);
	const machine = chain.findLast(each => member(each, 'States') !== undefined);
	const isOfLanguage = / in JSON(?:Path|ata) /.test(message);

	return (
		isOpen(found) ||
		isOpen(segments.at(-1)) ||
		(isObject(found) && ['Type', 'Next', 'End', 'States'].some(field => isOpen(found[field]))) ||
		(isOfLanguage && chain.some(each => isOpen(member(each, 'QueryLanguage')))) ||
		(/^(?:no state|StartAt names|the field)/.test(message) && leadsAnywhere(machine))
	);
}

function leadsAnywhere(machine: unknown): boolean {
	const states = member(machine, 'States');

	return (
		isOpen(states) ||
		isOpen(member(machine, 'StartAt')) ||
		Object.values(Object(states)).some(
			state =>
				isOpen(state) ||
				['Type', 'Next', 'End', 'Default', 'Choices', 'Catch'].some(field =>
					isOpen(member(state, field)),
				) ||
				['Choices', 'Catch'].some(field =>
					[member(state, field)].flat().some(each => isOpen(each) || isOpen(member(each, 'Next'))),
				),
		)
	);
}

/** A state that only the deployment knows can call anything. */
export function hasOpenStates(machine: unknown): boolean {
	const states = member(machine, 'States');

	return (
		isOpen(machine) ||
		isOpen(states) ||
		Object.values(Object(states)).some(
			state =>
				isOpen(state) ||
				isOpen(member(state, 'Type')) ||
				['Branches', 'ItemProcessor', 'Iterator'].some(field =>
					[member(state, field)].flat().some(hasOpenStates),
				),
		)
	);
}

export const definitionRules = (
	{definition}: DeployedMachine,
	problems: readonly DefinitionProblem[],
): Check =>
	answered(
		{id: 'definition-rules', title: 'The definition follows the rules of Amazon States Language'},
		'unknown' in definition
			? {
					...read,
					outcome: 'unknown',
					answer: `The definition cannot be read: ${definition.unknown}.`,
				}
			: problems.length > 0
				? {
						...read,
						outcome: 'problem',
						answer: `AWS refuses this definition: ${count(problems.length, 'error')} found.`,
						details: problems.map(
							({code, message, segments}) =>
								`${code}: ${message}${segments.length > 0 ? ` (at /${segments.join('/')})` : ''}.`,
						),
					}
				: {
						...read,
						outcome: 'ok',
						answer:
							'No error found. Not checked: the arguments of calls, what paths and expressions find, and whether resources exist.',
					},
	);

/** Without a role or a policy, only a definition that needs nothing can be judged. */
export const grantsNotJudged = (why: string, needsNothing: boolean): Check =>
	answered(
		{id: 'definition-permissions', title: 'The role has every permission the definition needs'},
		needsNothing
			? {...read, outcome: 'ok', answer: 'The definition needs no permission.'}
			: {
					...read,
					outcome: 'unknown',
					answer: `The permissions were not checked: ${why}. Name the policies of the role with --policy.`,
				},
	);

/** Null where the file tells all. The definition and the log delivery are judged by these. */
export const settingsInFile = (unknownSettings: readonly string[]): Check | null =>
	unknownSettings.length === 0
		? null
		: answered(
				{id: 'settings-known', title: 'Every setting of the state machine is in the file'},
				{
					...read,
					outcome: 'unknown',
					answer: `Known only at deployment: ${listOf(unknownSettings)}.`,
				},
			);

/** Null where the file tells whom the role trusts: the checks of an account judge it. */
export const trustNotInFile = ({name, trustPolicy}: DeployedRole): Check | null =>
	trustPolicy !== null
		? null
		: answered(
				{id: 'role-trust', title: 'Step Functions can assume the role (trust policy)'},
				{
					...read,
					outcome: 'unknown',
					answer: `The trust policy of role ${name} is known only at deployment.`,
				},
			);

/** A policy that is not in the file can hold a Deny. Few of AWS's do: their names say so. */
export function policiesInFile({name, policies}: DeployedRole): Check {
	const unknown = policies.filter(policy => policy.unknown !== null);
	const decisive = unknown.filter(
		({kind, arn}) => kind !== 'aws-managed' || /Deny|Quarantine/.test(arn ?? ''),
	);
	const words = unknown.map(policy => `${policy.name}: ${policy.unknown}.`);

	return answered(
		{id: 'policies-known', title: 'Every policy of the role that can deny is in the file'},
		decisive.length > 0
			? {
					...read,
					outcome: 'unknown',
					answer: `${listOf(decisive.map(policy => policy.name))} of role ${name} cannot be read in full, and can deny what the other policies allow.`,
					details: words,
				}
			: {
					...read,
					outcome: 'ok',
					answer: [
						`Read ${count(policies.length - unknown.length, 'policy', 'policies')} of role ${name}.`,
						...(unknown.length === 0
							? []
							: [
									`Not in the file: ${listOf(unknown.map(policy => policy.name))}. Few AWS-managed policies deny, and by its name none of these does.`,
								]),
					].join(' '),
					details: words,
				},
	);
}
