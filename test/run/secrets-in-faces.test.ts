import {describe, expect, it} from 'vitest';
import {parseTarget} from '../../source/incident/target.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {taskFailed} from '../../source/practice/scenarios/task-failed.ts';
import {plantedSecrets} from '../support/planted-secrets.ts';
import {inLines, onScreens, play} from './faces.tsx';
import {personOf} from './person.ts';

const texts = plantedSecrets.map(({text}) => text);

/** The same failure, with every secret in the log lines, the inputs, the parameters, the cause and the trail. */
const leaking: Scenario = {
	...taskFailed,
	account(now) {
		const state = taskFailed.account(now);
		const input = JSON.stringify({edition: '2026-04', notes: texts});

		for (const {events} of state.logGroups.flatMap(({streams}) => streams)) {
			const at = events.findLastIndex(({message}) => message.includes('Invoke Error'));
			const like = events[at];
			events.splice(at, 0, ...texts.flatMap(message => (like ? [{...like, message}] : [])));
		}

		for (const execution of state.executions) {
			execution.input = input;

			for (const {details} of execution.history) {
				if (typeof details.input === 'string') {
					details.input = input;
				}

				if (typeof details.parameters === 'string') {
					details.parameters = JSON.stringify({
						...JSON.parse(details.parameters),
						Payload: {notes: texts},
					});
				}

				if (details.error === 'TariffIncomplete') {
					const cause = JSON.parse(String(details.cause));
					details.cause = JSON.stringify({...cause, trace: [...texts, ...cause.trace]});
				}
			}
		}

		state.trail.push({
			at: now - 3_600_000,
			name: 'PutRolePolicy',
			source: 'iam.amazonaws.com',
			who: `arn:aws:sts::123456789012:assumed-role/Ops/${texts[0]}`,
			resources: ['tariff-import-role'],
			requestParameters: {roleName: 'tariff-import-role', notes: texts},
			errorCode: null,
		});

		return state;
	},
};

describe.each([
	['the wizard', onScreens],
	['plain lines', inLines],
])('%s', (_name, face) => {
	it(`prints none of ${plantedSecrets.length} secrets in logs, inputs, parameters, causes and events`, async () => {
		const {printed} = await play(
			leaking,
			{target: parseTarget('tariff-import')},
			face(personOf(leaking, 'all yes')),
		);
		const joined = printed.replaceAll(/\s+/g, '');
		expect(printed).toContain('[redacted]');
		expect(printed).toContain('Invoke Error');
		// Wrapped lines are joined: a secret in two halves is one all the same.
		expect(
			plantedSecrets
				.filter(({secret}) => joined.includes(secret.replaceAll(/\s+/g, '')))
				.map(({what}) => what),
		).toEqual([]);
	});
});
