import {describe, expect, it} from 'vitest';
import type {Link} from '../../source/history/failure.ts';
import {parseTarget} from '../../source/incident/target.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import type {RunState} from '../../source/run/state.ts';
import {failureRows, targetOf} from '../practice/failure-rows.ts';
import {byFlags, inLines, onScreens, type Played, play} from './faces.tsx';
import {personOf} from './person.ts';

const none = {yes: false, retry: false, canAsk: false};

/** Each face, with a person who declines every change. */
const faces = {
	check: (scenario: Scenario, target: string) =>
		play(
			scenario,
			{target: parseTarget(target), isInteractive: false, goal: 'check'},
			byFlags(none, personOf(scenario, 'all no')),
		),
	fix: (scenario: Scenario, target: string) =>
		play(
			scenario,
			{target: parseTarget(target), isInteractive: false, writesOff: 'dry-run'},
			byFlags({...none, usesLastFailure: true}, personOf(scenario, 'all no')),
		),
	'plain lines': (scenario: Scenario, target: string) =>
		play(scenario, {target: parseTarget(target)}, inLines(personOf(scenario, 'all no'))),
	'the wizard': (scenario: Scenario, target: string) =>
		play(scenario, {target: parseTarget(target)}, onScreens(personOf(scenario, 'all no'))),
};

const chainIn = ({sight}: RunState): Link[] =>
	sight?.kind === 'failed' || sight?.kind === 'stuck' ? sight.followed.failure.chain : [];

function scenarioOf(id: string): Scenario {
	const scenario = scenarios[id];

	if (!scenario) {
		throw new Error(`There is no scenario ${id}.`);
	}

	return scenario;
}

describe.each(Object.keys(failureRows))('%s', id => {
	it.each(Object.entries(faces))('comes down to the same in %s', async (_, face) => {
		const row = failureRows[id];
		const {state, status, printed} = await face(scenarioOf(id), targetOf(id));
		const links = chainIn(state);
		const root = links.at(-1)?.state ?? null;

		expect({
			chain: links.map(({kind, state: name}) => [kind, name].filter(Boolean).join(' ')),
			flow: state.reading?.flow.id ?? null,
			verdict: state.diagnosis?.verdict,
			status,
		}).toEqual({
			chain: row?.chain,
			flow: row?.flow,
			verdict: row?.verdict,
			status: row?.status,
		});
		expect(printed.replaceAll(/\s+/g, ' ')).toContain(root ?? 'does not exist');
	});
});

/** In these what failed is allowed by now: it is shown, and the checks decide. */
const putRight = ['failure-fixed-since'];

const isInSight = ({state}: Played): boolean =>
	state.sight?.kind === 'failed' || state.sight?.kind === 'stuck';

describe.each(Object.entries(scenarios))('%s', (id, scenario) => {
	it('is not called healthy beside an execution that failed or hangs and is not explained', async () => {
		const targets = [scenario.target, scenario.executionArn].filter(target => target !== null);
		const healthy: string[] = [];

		for (const target of targets) {
			const checked = await faces.check(scenario, target);
			const others = isInSight(checked)
				? [await faces.fix(scenario, target), await faces['the wizard'](scenario, target)]
				: [];

			for (const played of [checked, ...others].filter(isInSight)) {
				if (played.status === 0 && !putRight.includes(id)) {
					healthy.push(`${target}: ${played.state.diagnosis?.verdict}`);
				}
			}
		}

		expect(healthy).toEqual([]);
	});
});
