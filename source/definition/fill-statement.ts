import {isObject} from '../json.ts';
import {type FillContext, fillTemplate} from './fill-template.ts';
import type {StatementTemplate} from './integrations.ts';
import type {NeededStatement} from './need.ts';
import {hasParameters, readParameter} from './parameters.ts';

type FilledStatement = {statement: NeededStatement | null; unknowns: string[]};

const nothing: FilledStatement = {statement: null, unknowns: []};

/** `whenDynamic`: the resources AWS documents for a thing that is known only when the state runs. */
export function fillStatement(
	given: StatementTemplate,
	context: FillContext,
	whenDynamic?: string[],
): FilledStatement {
	const {wholeWith} = given;
	const {value} = context.source;
	const template =
		wholeWith &&
		isObject(value.Arguments ?? value.Parameters) &&
		readParameter(context.source, wholeWith).length > 0
			? {...given, resources: ['*']}
			: given;
	const asked = applicability(template, context);

	if (asked === 'no') {
		return nothing;
	}

	const filled = template.resources.map(resource => fillTemplate(resource, context));

	if (filled.includes(null)) {
		return nothing;
	}

	const unknowns = filled.flatMap(each => each?.unknowns ?? []);
	const dynamic = unknowns.length > 0;
	const located = dynamic && filled.every(each => each?.located);
	const texts =
		dynamic && whenDynamic && !located
			? whenDynamic.flatMap(resource => fillTemplate(resource, context)?.texts ?? [])
			: filled.flatMap((each, index) => withoutBareStar(each?.texts ?? [], template, index));

	if (texts.length === 0) {
		return {statement: null, unknowns};
	}

	const conditions = fillConditions(template, context);

	return {
		statement: {
			actions: template.actions,
			resources: [...new Set(texts)],
			...(conditions.block && {conditions: conditions.block}),
			...(typeof asked === 'object' && {when: asked.when}),
			...(template.when && !settled(template, context) && {when: template.when}),
			...(template.inferred && {inferred: true}),
			...(template.onlyFor && {onlyFor: template.onlyFor}),
			...(template.touched && {touched: template.touched}),
			...(template.instead && {instead: true}),
			...(template.someOf && {someOf: true}),
			...(template.alternatives && {
				alternatives: template.alternatives.flatMap(
					each => fillTemplate(each, context)?.texts ?? [],
				),
			}),
			...carried(template, context),
			...(dynamic && {dynamic}),
			...(located && {located}),
		},
		unknowns: [...unknowns, ...conditions.unknowns],
	};
}

/** An ARN that is not known at all would leave `*`: nothing is granted then, and it is said. */
const withoutBareStar = (texts: string[], template: StatementTemplate, index: number) =>
	template.resources[index] === '*' ? texts : texts.filter(text => text !== '*');

/** A parameter of another value would have made the statement not apply at all. */
const settled = ({decidedBy}: StatementTemplate, {source}: FillContext) =>
	decidedBy !== undefined && readParameter(source, decidedBy).every(found => 'value' in found);

type Applicability = 'yes' | 'no' | {when: string};

/** Where the parameter that decides it is not known, it is needed under a condition. */
function applicability(
	{onlyWith, onlyWhere}: StatementTemplate,
	{source}: FillContext,
): Applicability {
	if (onlyWith) {
		const isOpen = !hasParameters(source);
		return isOpen
			? {when: `${onlyWith} is set`}
			: readParameter(source, onlyWith).length > 0
				? 'yes'
				: 'no';
	}

	if (!onlyWhere) {
		return 'yes';
	}

	const [found = {value: onlyWhere.default}] = readParameter(source, onlyWhere.parameter);

	if ('unknown' in found) {
		return {when: `${onlyWhere.parameter} is ${onlyWhere.is.join(' or ')}`};
	}

	return onlyWhere.is.includes(String(found.value)) ? 'yes' : 'no';
}

/** What is not known is left out: a key that is not listed is unknown. */
function carried({carries}: StatementTemplate, context: FillContext) {
	const known = Object.entries(carries ?? {}).flatMap(([key, values]) => {
		const filled = values.map(value => fillTemplate(value, context));
		const isKnown = filled.every(each => each !== null && each.unknowns.length === 0);
		return isKnown ? [[key, filled.flatMap(each => each?.texts ?? [])] as const] : [];
	});

	return known.length > 0 ? {carries: Object.fromEntries(known)} : {};
}

function fillConditions({conditions}: StatementTemplate, context: FillContext) {
	const unknowns: string[] = [];
	const block: Record<string, Record<string, string[]>> = {};

	for (const [operator, keys] of Object.entries(conditions ?? {})) {
		for (const [key, values] of Object.entries(keys)) {
			const filled = values.map(value => fillTemplate(value, context));
			const texts = filled.flatMap(each => each?.texts ?? []);
			unknowns.push(...filled.flatMap(each => each?.unknowns ?? []));

			const open = filled.some(each => each !== null && each.unknowns.length > 0);
			const fitting = open && operator === 'StringEquals' ? 'StringLike' : operator;

			// A condition that anything meets is none.
			if (texts.length > 0 && !texts.includes('*')) {
				block[fitting] = {...block[fitting], [key]: texts};
			}
		}
	}

	return {block: Object.keys(block).length > 0 ? block : null, unknowns};
}
