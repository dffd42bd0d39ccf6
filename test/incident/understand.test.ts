import {describe, expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';
import {understand} from '../../source/incident/understand.ts';
import {literals} from './literals.ts';
import {redact, redactions, wrappings} from './wrappings.ts';

const widths = [40, 57, 64, 72, 79, 80, 100, 113, 132, 160, 200];
const fields = ['principal', 'action', 'resource'] as const;

describe.each(wrappings)('what was pasted from $name', ({wrap}) => {
	it.each(literals)('keeps flow and facts: $message', literal => {
		for (const width of widths) {
			for (const redaction of redactions) {
				const text = wrap(redact(literal.message, redaction), width);
				const {matches, facts} = understand(text, flows);
				expect(matches[0]?.flow ?? null, text).toBe(literal.flow);

				for (const field of fields) {
					const stated = literal[field];

					if (stated !== undefined) {
						expect(facts[field], text).toBe(redact(stated, redaction));
					}
				}
			}
		}
	});
});
