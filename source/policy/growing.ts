import {coverageIndex, getOrMake} from './coverage-index.ts';
import {termsOf} from './covered.ts';
import type {Statement} from './document.ts';

/** A document's statements while others are added: what an addition costs does not grow with them. */
export type Growing = {add(statement: Statement): void; statements(): Statement[]};

type Entry = {
	statement: Statement;
	terms: string;
	/** Null for a statement with exceptions: nothing joins it. */
	actions: Tally | null;
	/** Null where the statement has no Resource. */
	resources: Tally | null;
};

export function growing(initial: readonly Statement[], variables: boolean): Growing {
	const entries: Entry[] = [];
	const coverage = coverageIndex(variables);
	const sids = new Set<string | undefined>();
	/** Positions in `entries` by terms and actions, and by terms and resources. */
	const byActions = new Map<string, Set<number>>();
	const byResources = new Map<string, Set<number>>();

	const list = (position: number, entry: Entry, change: 'add' | 'delete') => {
		if (entry.actions !== null) {
			const actions = getOrMake(byActions, keyOf(entry.terms, entry.actions), () => new Set());
			const resources = getOrMake(
				byResources,
				keyOf(entry.terms, entry.resources),
				() => new Set(),
			);
			actions[change](position);
			resources[change](position);
		}
	};

	const append = (statement: Statement) => {
		const entry = entryOf(statement);
		list(entries.push(entry) - 1, entry, 'add');
		sids.add(statement.Sid);
		coverage.add(statement);
	};

	const same = (
		positions: Iterable<number> | undefined,
		entry: Entry,
		axis: 'actions' | 'resources',
	): number[] =>
		[...(positions ?? [])].filter(position => sameTally(entries[position]?.[axis], entry[axis]));

	const join = (entry: Entry): boolean => {
		const {actions, resources, terms} = entry;

		if (actions === null) {
			return false;
		}

		const wide =
			resources === null
				? []
				: same(byActions.get(keyOf(terms, actions)), entry, 'actions').filter(
						position => entries[position]?.resources,
					);
		const more = same(byResources.get(keyOf(terms, resources)), entry, 'resources');
		const position = Math.min(...wide, ...more);
		const other = entries[position];

		if (!other) {
			return false;
		}

		list(position, other, 'delete');
		const [to, from] = wide.includes(position)
			? [other.resources, resources]
			: [other.actions, actions];
		from?.members.forEach(member => {
			to && addTo(to, member);
		});
		list(position, other, 'add');
		return true;
	};

	initial.forEach(append);

	return {
		add(statement) {
			if (coverage.covers(statement)) {
				return;
			}

			if (join(entryOf(statement))) {
				coverage.add(statement);
			} else {
				append(withFreeSid(statement, sids));
			}
		},
		statements: () => entries.map(written),
	};
}

const entryOf = (statement: Statement): Entry => {
	const {Action = [], NotAction, Resource, NotResource} = statement;
	const plain = NotAction === undefined && NotResource === undefined;

	return {
		statement,
		terms: termsOf(statement),
		actions: plain ? tallyOf(Action) : null,
		resources: plain && Resource !== undefined ? tallyOf(Resource) : null,
	};
};

/** A list that nobody joined is the one that was given. */
function written({statement, actions, resources}: Entry): Statement {
	const {Action = [], Resource} = statement;

	return {
		...statement,
		...(actions?.grown && {Action: [...new Set([...Action, ...actions.members])]}),
		...(resources?.grown && {Resource: [...new Set([...(Resource ?? []), ...resources.members])]}),
	};
}

/** A set of texts, with a sum over them by which equal sets are found whatever their order. */
type Tally = {members: Set<string>; sum: number; grown: boolean};

function tallyOf(texts: readonly string[]): Tally {
	const tally: Tally = {members: new Set(), sum: 0, grown: false};
	texts.forEach(text => {
		addTo(tally, text);
	});
	tally.grown = false;
	return tally;
}

function addTo(tally: Tally, text: string): void {
	if (!tally.members.has(text)) {
		tally.members.add(text);
		tally.sum = (tally.sum + hashOf(text)) >>> 0;
		tally.grown = true;
	}
}

function hashOf(text: string): number {
	let hash = 2_166_136_261;

	for (let index = 0; index < text.length; index += 1) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
	}

	return hash >>> 0;
}

const keyOf = (terms: string, tally: Tally | null): string =>
	`${terms} ${tally === null ? 'none' : `${tally.members.size} ${tally.sum}`}`;

const sameTally = (left: Tally | null | undefined, right: Tally | null): boolean =>
	left && right
		? left.members.size === right.members.size &&
			[...left.members].every(member => right.members.has(member))
		: !left && !right;

/** A Sid must be unique within its document. */
function withFreeSid(statement: Statement, taken: ReadonlySet<string | undefined>): Statement {
	if (statement.Sid === undefined || !taken.has(statement.Sid)) {
		return statement;
	}

	let number = 2;

	while (taken.has(`${statement.Sid}${number}`)) {
		number += 1;
	}

	return {...statement, Sid: `${statement.Sid}${number}`};
}
