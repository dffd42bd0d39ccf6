import {isObject, member} from '../json.ts';
import {readPath} from './data-path.ts';
import {isDistributed} from './is-distributed.ts';
import {
	contextObject,
	type ExpressionScope,
	knownLike,
	knownTemplate,
	knownValue,
	settled,
} from './known-expression.ts';
import type {KnownValues} from './parameters.ts';
import type {Definition} from './parse-definition.ts';
import type {StateMachineLocation} from './place.ts';
import {type QueryLanguage, queryLanguageOf} from './query-language.ts';
import {common, follow, isKnown, open, put, type Shape, same} from './shape.ts';
import {type StateAt, walkStates} from './walk-states.ts';

/**
 * What earlier Pass states, variables and the context object fix of the input of each state, by its path:
 * whatever way an execution takes to it.
 */
export function knownInputs(
	definition: Definition,
	place: StateMachineLocation,
): (state: StateAt) => KnownValues {
	const context = contextObject(place);
	const variables = constantVariables(walkStates(definition), context);
	const inputs = new Map<string, Shape>();
	const around = (language: QueryLanguage, input: Shape): ExpressionScope => ({
		language,
		input,
		context,
		variables,
	});

	followMachine(definition.value, '', open, {
		language: definition.queryLanguage,
		inputs,
		around,
	});

	const apart = walkStates(definition)
		.filter(isDistributed)
		.map(({path}) => `${path}/`);

	return state => {
		// The context object of a child execution tells of the child.
		const isApart = apart.some(path => state.path.startsWith(path));
		const scope = around(state.queryLanguage, inputs.get(state.path) ?? open);
		const here = isApart ? {...scope, context: open} : scope;
		return {
			value: expression => settled(knownValue(expression, here)),
			like: expression => knownLike(expression, here),
		};
	};
}

/** A variable is known where every Assign gives it the same value. */
function constantVariables(states: readonly StateAt[], context: Shape): Map<string, Shape> {
	const found = new Map<string, Shape>();

	for (const {value, queryLanguage} of states) {
		const scope = {language: queryLanguage, input: open, context, variables: new Map()};
		const parts = [value, ...listAt(value, 'Choices'), ...listAt(value, 'Catch')];

		for (const assigned of parts.map(part => member(part, 'Assign')).filter(isObject)) {
			const known = knownTemplate(assigned, scope);

			for (const [name, one] of Object.entries(isObject(known) ? known : {})) {
				const before = found.get(name);
				found.set(name, found.has(name) && !same(before, one) ? open : one);
			}
		}
	}

	return new Map([...found].filter(([, value]) => isKnown(value)));
}

type Walk = {
	language: QueryLanguage;
	inputs: Map<string, Shape>;
	around: (language: QueryLanguage, input: Shape) => ExpressionScope;
};

/** Follows all ways through the states until nothing new is learned about any input. */
function followMachine(machine: unknown, path: string, start: Shape, walk: Walk): void {
	const states = member(machine, 'States');
	const first = member(machine, 'StartAt');
	const waiting: Array<[string, Shape]> = typeof first === 'string' ? [[first, start]] : [];
	let steps = 0;

	while (waiting.length > 0) {
		const [name, arriving] = waiting.pop() ?? ['', open];
		const at = `${path}/States/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
		const before = walk.inputs.get(at);
		steps += 1;
		// A machine that never settles keeps nothing.
		const again = steps > 20_000 ? open : common(before, arriving);
		const input = walk.inputs.has(at) ? again : arriving;
		const state = member(states, name);

		if (!isObject(state) || (walk.inputs.has(at) && same(before, input))) {
			continue;
		}

		walk.inputs.set(at, input);
		const {next, inner} = leave(state, input, walk);
		waiting.push(...next);

		for (const [where, begin] of inner) {
			followMachine(inside(state, where), `${at}/${where}`, begin, walk);
		}
	}
}

const inside = (state: object, where: string): unknown =>
	where
		.split('/')
		.reduce<unknown>(
			(at, step) => (Array.isArray(at) ? at[Number(step)] : member(at, step)),
			state,
		);

type Leaving = {next: Array<[string, Shape]>; inner: Array<[string, Shape]>};

function leave(state: Record<string, unknown>, input: Shape, walk: Walk): Leaving {
	const language = queryLanguageOf(state, walk.language);
	const scope = walk.around(language, input);
	const {handed, output} =
		language === 'JSONata' ? inJsonata(state, scope) : inJsonPath(state, scope);
	const targets = [state, ...listAt(state, 'Choices')].map(part => member(part, 'Next'));
	const onward = [...targets, member(state, 'Default')].filter(name => typeof name === 'string');
	const caught = listAt(state, 'Catch').flatMap((catcher): Array<[string, Shape]> => {
		const to = member(catcher, 'Next');
		return typeof to === 'string' ? [[to, caughtInput(catcher, scope)]] : [];
	});

	return {
		next: [...onward.map((name): [string, Shape] => [name, output]), ...caught],
		inner: innerMachines(state, handed, scope),
	};
}

function innerMachines(
	state: Record<string, unknown>,
	handed: Shape,
	scope: ExpressionScope,
): Array<[string, Shape]> {
	const branches = listAt(state, 'Branches').map((_, index): [string, Shape] => [
		`Branches/${index}`,
		handed,
	]);
	const selector = member(state, 'ItemSelector');
	const item = selector === undefined ? open : knownTemplate(selector, scope);
	const processors = ['ItemProcessor', 'Iterator'].filter(name => isObject(member(state, name)));

	return [...branches, ...processors.map((name): [string, Shape] => [name, item])];
}

const passesOn = new Set(['Pass', 'Choice', 'Wait', 'Succeed']);

function inJsonata(state: Record<string, unknown>, scope: ExpressionScope) {
	const {input} = scope;
	const output = member(state, 'Output');
	const given = member(state, 'Arguments');

	return {
		handed: given === undefined ? input : knownTemplate(given, scope),
		output:
			output === undefined
				? passesOn.has(String(member(state, 'Type')))
					? input
					: open
				: knownTemplate(output, scope),
	};
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html */
function inJsonPath(state: Record<string, unknown>, scope: ExpressionScope) {
	const {input} = scope;
	const chosen = along(input, member(state, 'InputPath'));
	const type = String(member(state, 'Type'));
	// What a task or an item is given is asked for by itself.
	const template = type === 'Pass' || type === 'Parallel' ? member(state, 'Parameters') : undefined;
	const handed =
		template === undefined ? chosen : knownTemplate(template, {...scope, input: chosen});

	if (type === 'Choice' || type === 'Wait' || type === 'Succeed') {
		return {handed, output: along(chosen, member(state, 'OutputPath'))};
	}

	const selector = member(state, 'ResultSelector');
	const raw = type === 'Pass' ? (member(state, 'Result') ?? handed) : open;
	const result =
		selector === undefined || type === 'Pass'
			? raw
			: knownTemplate(selector, {...scope, input: open});
	const placed = into(input, member(state, 'ResultPath'), result);

	return {handed, output: along(placed, member(state, 'OutputPath'))};
}

function along(shape: Shape, path: unknown): Shape {
	if (path === undefined || path === '$') {
		return shape;
	}

	const read = typeof path === 'string' ? readPath(path) : null;
	return read?.of === 'data' ? follow(shape, read.steps) : open;
}

function into(input: Shape, path: unknown, result: Shape): Shape {
	if (path === null) {
		return input;
	}

	const read = path === undefined ? {steps: []} : typeof path === 'string' ? readPath(path) : null;
	return read ? put(input, read.steps, result) : open;
}

const caughtInput = (catcher: unknown, scope: ExpressionScope): Shape =>
	scope.language === 'JSONata'
		? outputOf(member(catcher, 'Output'), scope)
		: into(scope.input, member(catcher, 'ResultPath'), open);

const outputOf = (output: unknown, scope: ExpressionScope): Shape =>
	output === undefined ? open : knownTemplate(output, scope);

function listAt(value: unknown, key: string): unknown[] {
	const list = member(value, key);
	return Array.isArray(list) ? list : [];
}
