/** A workflow with one failure that nothing survives, at a known place, and others that are survived. */
export type Generated = {
	/** Name of the state machine to its definition; the first is the one that is started. */
	machines: Record<string, {StartAt: string; States: Record<string, object>}>;
	/** Functions that fail, by name. */
	failing: Record<string, {error: string; cause: string}>;
	/** Functions and what they take, in milliseconds. */
	durations: Record<string, number>;
	root: {machine: string; state: string};
	/** States that fail and are survived, whether or not the execution gets to them. */
	survived: Set<string>;
};

type Level = {StartAt: string; States: Record<string, object>};
type Slot = {states: Record<string, object>; first: string};

export const region = 'arn:aws:lambda:eu-west-1:123456789012:function:';

/** The same workflow for the same seed. */
export function generate(seed: number, machineArn: (name: string) => string): Generated {
	const random = randomFrom(seed);
	const chance = (share: number) => random() < share;
	const pick = <Item>(...items: Item[]): Item => items[Math.floor(random() * items.length)] as Item;
	const machines: Generated['machines'] = {};
	const failing: Generated['failing'] = {};
	const durations: Generated['durations'] = {};
	const survived = new Set<string>();
	let names = 0;
	let root: Generated['root'] | null = null;

	const named = (kind: string): string => {
		names += 1;
		return `${kind} ${names}`;
	};

	const call = (name: string, fails: boolean): object => {
		const called = name.replaceAll(' ', '-');
		durations[called] = Math.floor(random() * 4000);

		if (fails) {
			failing[called] = {
				error: pick('Lambda.AWSLambdaException', 'CardDeclined', 'States.Timeout'),
				cause: `${called} failed`,
			};
		}

		return {
			Type: 'Task',
			Resource: 'arn:aws:states:::lambda:invoke',
			Parameters: {FunctionName: `${region}${called}`, 'Payload.$': '$'},
			ResultPath: null,
		};
	};

	const retry = () =>
		chance(0.3)
			? {
					Retry: [
						{
							ErrorEquals: ['States.ALL'],
							IntervalSeconds: 1,
							MaxAttempts: pick(1, 2),
							BackoffRate: 1,
						},
					],
				}
			: {};
	const leads = (next: string | null) => (next === null ? {End: true} : {Next: next});
	const catching = (next: string) => ({
		Catch: [{ErrorEquals: ['States.ALL'], ResultPath: '$.err', Next: next}],
	});

	/** What a Catch leads to; at its end `next`. */
	const handlers = (next: string): Slot => {
		const count = pick(0, 0, 1, 2);
		let at: Slot = {states: {}, first: next};

		for (let index = 0; index < count; index += 1) {
			const name = named('Handle');
			const isFailing = chance(0.2);
			const task = call(name, isFailing);

			if (isFailing) {
				survived.add(name);
			}

			at = {
				first: name,
				states: {
					...at.states,
					[name]: {...task, ...leads(at.first), ...(isFailing ? catching(at.first) : {})},
				},
			};
		}

		return at;
	};

	/** Where something fails within a container, every name in it counts as survived. */
	const survivedLevel = (depth: number): Level => {
		const kept = root;
		const level = makeLevel(depth, 'main', {fails: true, isCatchable: true});

		if (root) {
			survived.add(root.state);
		}

		root = kept;
		return level;
	};

	const container = (depth: number, inner: () => Level, machine: string): [string, object] => {
		const name = named('Around');

		if (chance(0.5)) {
			const others = Array.from({length: pick(0, 1, 2)}, () =>
				makeLevel(depth + 1, machine, {fails: false, isCatchable: true}),
			);
			const branches = [...others];
			branches.splice(Math.floor(random() * (others.length + 1)), 0, inner());
			return [name, {Type: 'Parallel', Branches: branches, ResultPath: null}];
		}

		return [
			name,
			{
				Type: 'Map',
				ItemsPath: '$.items',
				ItemSelector: {'items.$': '$.items'},
				ItemProcessor: inner(),
				ResultPath: null,
			},
		];
	};

	const child = (makeInner: (machine: string) => Level): [string, object] => {
		const name = named('Nested');
		const machine = `child-${names}`;
		machines[machine] = makeInner(machine);

		return [
			name,
			{
				Type: 'Task',
				Resource: `arn:aws:states:::states:startExecution.sync${pick('', ':2')}`,
				Parameters: {
					StateMachineArn: machineArn(machine),
					Input: {'items.$': '$.items'},
				},
				ResultPath: null,
			},
		];
	};

	const fine = (depth: number, machine: string, next: string | null): Slot => {
		const one = (name: string, state: object): Slot => ({
			first: name,
			states: {[name]: {...state, ...leads(next)}},
		});
		const kind = random();

		if (kind < 0.2) {
			return one(named('Pass'), {Type: 'Pass'});
		}

		if (kind < 0.4) {
			const name = named('Work');
			return one(name, {...call(name, false), ...retry()});
		}

		if (kind < 0.6) {
			const name = named('Survived');
			survived.add(name);
			const after = next ?? named('After');
			const way = handlers(after);

			return {
				first: name,
				states: {
					[name]: {...call(name, true), ...retry(), ...leads(after), ...catching(way.first)},
					...way.states,
					...(next === null && {[after]: {Type: 'Succeed'}}),
				},
			};
		}

		if (kind < 0.65 && next !== null) {
			const name = named('Choose');
			return {
				first: name,
				states: {
					[name]: {
						Type: 'Choice',
						Choices: [{Variable: '$.items', IsNull: true, Next: next}],
						Default: next,
					},
				},
			};
		}

		if (kind < 0.7) {
			return one(named('Wait'), {Type: 'Wait', Seconds: pick(0, 1, 3)});
		}

		if (depth >= 3) {
			return one(named('Pass'), {Type: 'Pass'});
		}

		if (kind < 0.85) {
			const [name, state] = container(
				depth,
				() => makeLevel(depth + 1, machine, {fails: false, isCatchable: true}),
				machine,
			);
			return one(name, state);
		}

		if (kind < 0.92) {
			const [name, state] = container(depth, () => survivedLevel(depth + 1), machine);
			const after = next ?? named('After');
			survived.add(name);

			return {
				first: name,
				states: {
					[name]: {...state, ...retry(), ...leads(after), ...catching(after)},
					...(next === null && {[after]: {Type: 'Succeed'}}),
				},
			};
		}

		const [name, state] = child(within =>
			makeLevel(depth + 1, within, {fails: false, isCatchable: true}),
		);
		return one(name, state);
	};

	const hurt = (
		depth: number,
		machine: string,
		next: string | null,
		isCatchable: boolean,
	): Slot => {
		const kind = random();
		const isRoot = (state: string) => {
			root = {machine, state};
		};

		if (kind < 0.12) {
			const name = named('Refuse');
			isRoot(name);
			return {first: name, states: {[name]: {Type: 'Fail', Error: 'Refused', Cause: name}}};
		}

		if (kind < 0.2 && !isCatchable) {
			const name = named('Misread');
			isRoot(name);
			return {
				first: name,
				states: {[name]: {Type: 'Pass', InputPath: '$.not.there', ...leads(next)}},
			};
		}

		const [name, state, isTask] = hurtBody(depth, machine, isRoot, isCatchable);
		const isCaught = chance(0.5);
		const fail = named('Failed');
		const way = isCaught ? handlers(fail) : null;

		return {
			first: name,
			states: {
				[name]: {
					...state,
					...(isTask || chance(0.3) ? retry() : {}),
					...leads(next),
					...(way && catching(way.first)),
				},
				...way?.states,
				...(way && {[fail]: {Type: 'Fail', Error: 'OrderFailed', Cause: 'see before'}}),
			},
		};
	};

	const hurtBody = (
		depth: number,
		machine: string,
		isRoot: (state: string) => void,
		isCatchable: boolean,
	): [string, object, boolean] => {
		const kind = random();

		if (depth >= 3 || kind < 0.4) {
			const name = named('Root');
			isRoot(name);
			return [name, call(name, true), true];
		}

		if (kind < 0.75) {
			const [name, state] = container(
				depth,
				() => makeLevel(depth + 1, machine, {fails: true, isCatchable}),
				machine,
			);
			return [name, state, false];
		}

		const [name, state] = child(within =>
			makeLevel(depth + 1, within, {fails: true, isCatchable: false}),
		);
		return [name, state, false];
	};

	const makeLevel = (
		depth: number,
		machine: string,
		{fails, isCatchable}: {fails: boolean; isCatchable: boolean},
	): Level => {
		const count = pick(1, 2, 3);
		const hurtAt = fails ? Math.floor(random() * count) : -1;
		let at = null as Slot | null;

		for (let index = count - 1; index >= 0; index -= 1) {
			const next: string | null = at?.first ?? null;
			const slot: Slot =
				index === hurtAt ? hurt(depth, machine, next, isCatchable) : fine(depth, machine, next);
			at = {first: slot.first, states: {...slot.states, ...at?.states}};
		}

		return {StartAt: at?.first ?? '', States: at?.states ?? {}};
	};

	const main = makeLevel(0, 'main', {fails: true, isCatchable: false});

	if (root === null) {
		throw new Error('Nothing fails.');
	}

	return {machines: {main, ...machines}, failing, durations, root, survived};
}

/** https://en.wikipedia.org/wiki/Linear_congruential_generator would repeat too soon; this is mulberry32. */
function randomFrom(seed: number): () => number {
	let state = seed | 0;

	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
