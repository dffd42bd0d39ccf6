import {readFileSync} from 'node:fs';
import path from 'node:path';
import {Ajv2020} from 'ajv/dist/2020.js';

export type SchemaName =
	| 'triage'
	| 'undo'
	| 'check'
	| 'definition'
	| 'failure'
	| 'flows'
	| 'fleet'
	| 'history'
	| 'permissions'
	| 'plan'
	| 'scenarios';

const ajv = new Ajv2020({
	allErrors: true,
	strict: false,
	formats: {'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/},
});

/** What the published schema finds wrong with a value; none is an empty list. */
export function schemaErrors(name: SchemaName, value: unknown): string[] {
	const file = path.resolve(import.meta.dirname, `../../schema/${name}.schema.json`);
	const {$id, ...schema} = JSON.parse(readFileSync(file, 'utf8'));
	const validate = ajv.compile(schema);
	validate(value);

	return (validate.errors ?? []).map(({instancePath, message}) => `${instancePath} ${message}`);
}
