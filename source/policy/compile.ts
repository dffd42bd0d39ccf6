import type {PolicyDocument, Statement} from './document.ts';
import {completedArn, patternOf, type ResourcePattern} from './pattern.ts';
import {coverage, type Glob, globOf, ignoringCase} from './wildcard.ts';

/** Policies of a principal name no principals; those of a resource may do without resources. */
export type PolicyKind = 'identity' | 'resource';

export type CompiledStatement = {
	statement: Statement;
	index: number;
	/** Of Resource or NotResource; null where the statement has neither. */
	patterns: ResourcePattern[] | null;
};

export type CompiledDocument = {
	/** Documents of version 2008-10-17 have no policy variables. */
	variables: boolean;
	/** The statements that speak of the action and may speak of what begins with `start`. */
	about(action: Glob, start: string, whole: boolean): readonly CompiledStatement[];
};

const compiled: Record<PolicyKind, WeakMap<PolicyDocument, CompiledDocument>> = {
	identity: new WeakMap(),
	resource: new WeakMap(),
};

/** Patterns are made ready once for each document, however many requests it is asked about. */
export function compile(document: PolicyDocument, kind: PolicyKind): CompiledDocument {
	const known = compiled[kind].get(document);

	if (known) {
		return known;
	}

	const made = compiledDocument(document, kind);
	compiled[kind].set(document, made);
	return made;
}

function compiledDocument(document: PolicyDocument, kind: PolicyKind): CompiledDocument {
	// Without a version a document is of 2008-10-17.
	const variables = document.Version === '2012-10-17';
	const ready = document.Statement.map((statement, index) => ({
		speaksOf: actionTest(statement),
		compiled: {statement, index, patterns: patternsOf(statement, kind, variables)},
	}));
	const byAction = new Map<Glob, ByStart>();

	return {
		variables,
		about: (action, start, whole) => {
			const known =
				byAction.get(action) ??
				indexed(ready.flatMap(each => (each.speaksOf(action) ? [each.compiled] : [])));
			byAction.set(action, known);
			return candidates(known, start, whole);
		},
	};
}

/** Statements about one action, by what the resources that they name begin with. */
type ByStart = {
	all: readonly CompiledStatement[];
	/** Those that speak of everything but what they name, or of no resource. */
	others: readonly CompiledStatement[];
	starts: Map<string, CompiledStatement[]>;
	lengths: number[];
};

function indexed(all: readonly CompiledStatement[]): ByStart {
	const starts = new Map<string, CompiledStatement[]>();
	const isNamed = ({statement, patterns}: CompiledStatement) =>
		patterns !== null && statement.Resource !== undefined;

	for (const each of all.filter(isNamed)) {
		for (const start of new Set(each.patterns?.map(pattern => pattern.start))) {
			const there = starts.get(start);

			if (there) {
				there.push(each);
			} else {
				starts.set(start, [each]);
			}
		}
	}

	return {
		all,
		others: all.filter(each => !isNamed(each)),
		starts,
		lengths: [...new Set([...starts.keys()].map(({length}) => length))],
	};
}

/** In the order of the document. Several resources, of which only the start is one, may fit any statement. */
function candidates(
	{all, others, starts, lengths}: ByStart,
	start: string,
	whole: boolean,
): readonly CompiledStatement[] {
	if (!whole) {
		return all;
	}

	const found = new Set(others);

	for (const length of lengths) {
		const there = length <= start.length ? starts.get(start.slice(0, length)) : undefined;

		for (const each of there ?? []) {
			found.add(each);
		}
	}

	return [...found].sort((left, right) => left.index - right.index);
}

function patternsOf(
	{Resource, NotResource}: Statement,
	kind: PolicyKind,
	variables: boolean,
): ResourcePattern[] | null {
	const inFull = (text: string) => (kind === 'identity' ? completedArn(text, variables) : text);
	return (Resource ?? NotResource)?.map(text => patternOf(inFull(text), variables)) ?? null;
}

function actionTest({Action, NotAction}: Statement): (action: Glob) => boolean {
	const globs = (Action ?? NotAction ?? []).map(pattern => ignoringCase(globOf(pattern)));
	const fits = (action: Glob) => globs.some(glob => coverage(glob, action) === 'all');

	return Action === undefined && NotAction !== undefined ? action => !fits(action) : fits;
}
