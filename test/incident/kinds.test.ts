import {describe, expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';
import {understand} from '../../source/incident/understand.ts';
import {kinds} from './kinds.ts';

const fields = ['principal', 'action', 'resource'] as const;

describe('what people paste', () => {
	it.each(kinds)('$kind: $message', ({kind: _kind, message, flow, ...stated}) => {
		const {matches, facts} = understand(message, flows);
		const found = fields.filter(field => field in stated).map(field => [field, facts[field]]);
		expect({flow: matches[0]?.flow ?? null, ...Object.fromEntries(found)}).toEqual({
			flow,
			...stated,
		});
	});
});

it('takes no word of prose for a resource', () => {
	const text =
		'User: REDACTED is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because no resource-based policy allows it';
	expect(understand(text, flows).facts.resource).toBeNull();
});
