import type {ConditionBlock, Effect, PrincipalElement, Statement} from './document.ts';
import {fieldsOf, PolicySyntaxError, scalar, single} from './syntax.ts';
import {asList} from './written.ts';

const principalKinds = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;

const readers: {
	[Name in keyof Required<Statement>]: (value: unknown, where: string) => Statement[Name];
} = {
	Sid: single,
	Effect: parseEffect,
	Principal: parsePrincipal,
	NotPrincipal: parsePrincipal,
	Action: strings,
	NotAction: strings,
	Resource: strings,
	NotResource: strings,
	Condition: parseCondition,
};

const elements = Object.keys(readers);

export function parseStatement(value: unknown, index: number): Statement {
	const where = `Statement ${index + 1}`;
	const fields = fieldsOf(value, where, elements);

	if (!fields.has('Effect')) {
		throw new PolicySyntaxError(`${where} has no "Effect" element; write "Allow" or "Deny".`);
	}

	return Object.fromEntries(
		[...fields].map(([name, field]) => [
			name,
			readers[name as keyof Statement](field, `${name} of statement ${index + 1}`),
		]),
	) as Statement;
}

function parseEffect(value: unknown, where: string): Effect {
	if (value !== 'Allow' && value !== 'Deny') {
		throw new PolicySyntaxError(`${where} must be "Allow" or "Deny".`);
	}

	return value;
}

function parsePrincipal(value: unknown, where: string): PrincipalElement {
	if (value === '*') {
		return '*';
	}

	if (typeof value === 'string') {
		throw new PolicySyntaxError(`${where} must be "*" or an object such as {"AWS": …}.`);
	}

	return Object.fromEntries(
		[...fieldsOf(value, where, principalKinds)].map(([kind, ids]) => [kind, strings(ids, where)]),
	);
}

function parseCondition(value: unknown, where: string): ConditionBlock {
	return Object.fromEntries(
		[...fieldsOf(value, where, null)].map(([operator, keys]) => [
			operator,
			Object.fromEntries(
				[...fieldsOf(keys, `${operator} in ${where}`, null)].map(([key, values]) => [
					key,
					asList(values, one => scalar(one, `${key} in ${where}`)),
				]),
			),
		]),
	);
}

function strings(value: unknown, where: string): string[] {
	return asList(value, one => single(one, where));
}
