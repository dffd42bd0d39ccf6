import {expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';
import {understand} from '../../source/incident/understand.ts';
import {runEffect} from '../../source/run/effects.ts';
import type {RunEvent} from '../../source/run/event.ts';
import {reduce} from '../../source/run/reduce.ts';
import {fakeServices} from './fakes.ts';
import {found, start, target} from './story.ts';

const refused = (principal: string) =>
	`User: ${principal} is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:123456789012:paid`;

/** What the text is read as once the state machine, whose role is orders-role, is known. */
async function readAs(text: string): Promise<string[]> {
	const {services} = fakeServices({
		flows,
		understand: (pasted, known) => understand(pasted, flows, known),
	});
	let state = start({target, text});
	const apply = (event: RunEvent) => {
		state = reduce(state, event);
	};

	for (const event of [null, found, null]) {
		if (event) {
			apply(event);
		}

		if (state.step.name === 'understanding') {
			const {signal} = new AbortController();
			await runEffect({state, services, dispatch: apply, report: apply, signal});
		}
	}

	return (state.readings ?? []).map(({flow}) => flow.id);
}

it.each([
	['a human session', 'arn:aws:sts::123456789012:assumed-role/orders-role/jo', ['action-denied']],
	['a redacted account', 'arn:aws:sts::XXXX:assumed-role/orders-role/jo', ['action-denied']],
	['another role', 'arn:aws:sts::123456789012:assumed-role/web/jo', []],
])('compares the denied role with that of the state machine: %s', async (_what, principal, ids) => {
	expect(await readAs(refused(principal))).toEqual(ids);
});
