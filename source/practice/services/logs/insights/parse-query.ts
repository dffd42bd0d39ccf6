import {AwsError} from '../../../aws-error.ts';
import {splitOutsideQuotes} from './split-outside-quotes.ts';

export type Query = {
	fields: string[];
	conditions: Condition[];
	sort: {field: string; descending: boolean};
	limit: number | null;
};

export type Condition =
	| {kind: 'present'; field: string}
	| {kind: 'equals' | 'differs' | 'like'; field: string; value: string};

/**
 * A part of Logs Insights' language: `fields`, `filter` with `and`, `sort` and `limit`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export function parseQuery(text: string): Query {
	const query: Query = {
		fields: [],
		conditions: [],
		sort: {field: '@timestamp', descending: true},
		limit: null,
	};

	for (const command of splitOutsideQuotes(text, '|')) {
		const name = /^\w{1,20}/.exec(command.trim())?.[0] ?? '';
		const rest = command.trim().slice(name.length);
		const read = Object.hasOwn(commands, name) ? commands[name] : undefined;

		if (!read) {
			throw malformed(text, command);
		}

		read(query, rest.trim(), () => malformed(text, command));
	}

	return query.fields.length > 0 ? query : {...query, fields: ['@timestamp', '@message']};
}

type Read = (query: Query, rest: string, fault: () => AwsError) => void;

const commands: Partial<Record<string, Read>> = {
	fields(query, rest) {
		query.fields.push(...rest.split(',').map(field => field.trim()));
	},

	filter(query, rest, fault) {
		for (const part of splitOutsideQuotes(rest, ' and ')) {
			query.conditions.push(parseCondition(part.trim(), fault));
		}
	},

	sort(query, rest, fault) {
		const [, field, direction] = /^([@\w.]{1,200})(?: (asc|desc))?$/.exec(rest) ?? [];

		if (field === undefined) {
			throw fault();
		}

		query.sort = {field, descending: direction !== 'asc'};
	},

	limit(query, rest, fault) {
		if (!/^\d{1,5}$/.test(rest)) {
			throw fault();
		}

		query.limit = Number(rest);
	},
};

const operators = {'=': 'equals', '!=': 'differs', like: 'like'} as const;

function parseCondition(text: string, fault: () => AwsError): Condition {
	const present = /^ispresent\(([@\w.]{1,200})\)$/.exec(text)?.[1];

	if (present !== undefined) {
		return {kind: 'present', field: present};
	}

	const [, field, operator, quoted] =
		/^([@\w.]{1,200})\s*(=|!=|like)\s*("[^"]*"|'[^']*')$/.exec(text) ?? [];

	if (field === undefined || operator === undefined || quoted === undefined) {
		throw fault();
	}

	return {
		kind: operators[operator as keyof typeof operators],
		field,
		value: quoted.slice(1, -1),
	};
}

function malformed(text: string, part: string): AwsError {
	const start = text.indexOf(part);
	const message = `unexpected symbol found ${part.trim()} at line 1 and position ${start + 1}`;

	return new AwsError('MalformedQueryException', message, 400, {
		queryCompileError: {
			location: {startCharOffset: start, endCharOffset: start + part.length},
			message,
		},
	});
}
