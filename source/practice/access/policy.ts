import {isObject, type JsonObject, parseJson} from '../../json.ts';

/** `negated`: the element was NotAction, NotResource or NotPrincipal. */
export type Element = {names: string[]; negated: boolean};

export type Condition = {operator: string; key: string; values: string[]};

export type PolicyStatement = {
	effect: 'Allow' | 'Deny';
	/** `*`, or the kind and the id: `Service:states.amazonaws.com`. */
	principal: Element | null;
	action: Element;
	/** Null where the policy belongs to the resource and names none. */
	resource: Element | null;
	conditions: Condition[];
};

/** `variables`: a document without a version is of 2008-10-17, where `${…}` is plain text. */
export type Policy = {name: string; variables: boolean; statements: PolicyStatement[]};

const documentFields = ['Version', 'Id', 'Statement'];
const statementFields = [
	'Sid',
	'Effect',
	'Principal',
	'NotPrincipal',
	'Action',
	'NotAction',
	'Resource',
	'NotResource',
	'Condition',
];
const principalKinds = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

/**
 * Null where the text is no policy: this account then refuses to store it, so it can judge all that it holds.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readPolicy(name: string, text: string): Policy | null {
	const document = parseJson(text);

	if (!isObject(document) || !hasOnly(document, documentFields) || !('Statement' in document)) {
		return null;
	}

	const statements = listOf(document.Statement).map(readStatement);
	const readable = statements.filter(statement => statement !== null);

	return readable.length === statements.length
		? {name, variables: document.Version === '2012-10-17', statements: readable}
		: null;
}

function readStatement(value: unknown): PolicyStatement | null {
	if (!isObject(value) || !hasOnly(value, statementFields)) {
		return null;
	}

	const {Effect: effect, Condition: condition = {}} = value;
	const action = elementOf(value, 'Action', textsOf);
	const resource = elementOf(value, 'Resource', textsOf);
	const principal = elementOf(value, 'Principal', principalsOf);
	const conditions = conditionsOf(condition);
	const isComplete = action && resource !== undefined && principal !== undefined && conditions;

	return isComplete && (effect === 'Allow' || effect === 'Deny')
		? {effect, principal, action, resource, conditions}
		: null;
}

/** Null where the statement has no such element, undefined where it is malformed. */
function elementOf(
	statement: JsonObject,
	field: string,
	read: (value: unknown) => string[] | null,
): Element | null | undefined {
	const negated = `Not${field}` in statement;
	const value = statement[negated ? `Not${field}` : field];

	if (value === undefined) {
		return null;
	}

	const names = read(value);

	return names === null ? undefined : {names, negated};
}

function principalsOf(value: unknown): string[] | null {
	if (value === '*') {
		return ['*'];
	}

	if (!isObject(value) || !hasOnly(value, principalKinds)) {
		return null;
	}

	const named = Object.entries(value).map(([kind, ids]) =>
		textsOf(ids)?.map(id => (id === '*' && kind === 'AWS' ? '*' : `${kind}:${id}`)),
	);

	return named.every(each => each !== undefined) ? named.flat() : null;
}

function conditionsOf(block: unknown): Condition[] | null {
	const operators = isObject(block) ? Object.entries(block) : null;

	if (!operators?.every(([, keys]) => isObject(keys))) {
		return null;
	}

	return operators.flatMap(([operator, keys]) =>
		Object.entries(keys as JsonObject).map(([key, values]) => ({
			operator,
			key,
			values: listOf(values).map(String),
		})),
	);
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const textsOf = (value: unknown): string[] | null => {
	const list = listOf(value);

	return list.every(each => typeof each === 'string') ? list : null;
};

const hasOnly = (object: JsonObject, known: readonly string[]): boolean =>
	Object.keys(object).every(name => known.includes(name));
