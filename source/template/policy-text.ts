import {isObject, member} from '../json.ts';
import {parsePolicy} from '../policy/parse.ts';
import {PolicySyntaxError} from '../policy/syntax.ts';
import {type DeployedPolicy, emptyPolicy} from './deployment.ts';

/** A policy document as the file gives it: statements that it leaves open are left out and said to be unknown. */
export function documentOf(value: unknown): Pick<DeployedPolicy, 'document' | 'unknown'> {
	if (!isObject(value)) {
		return {document: emptyPolicy, unknown: 'its statements are known only at deployment'};
	}

	const statements = member(value, 'Statement');
	const all = (Array.isArray(statements) ? statements : [statements]).map(plainStatement);
	const known = all.filter(isObject);
	const document = JSON.stringify({...value, Statement: known});
	const left = all.length - known.length;

	try {
		parsePolicy(document);
	} catch (error) {
		if (error instanceof PolicySyntaxError) {
			return {document: emptyPolicy, unknown: `it cannot be read: ${error.message}`};
		}

		throw error;
	}

	return {
		document,
		unknown: left > 0 ? `${left} of its statements are known only at deployment` : null,
	};
}

/** A list that an intrinsic makes inside a list is one list. */
const flat = (value: unknown): unknown =>
	Array.isArray(value) ? value.flat(3).map(scalar) : scalar(value);

const scalar = (value: unknown): unknown => (isObject(value) ? JSON.stringify(value) : value);

function plainStatement(value: unknown): unknown {
	if (!isObject(value)) {
		return value;
	}

	return Object.fromEntries(
		Object.entries(value).map(([name, field]) => [
			name,
			/^(Not)?(Action|Resource)$/.test(name) ? flat(field) : field,
		]),
	);
}
