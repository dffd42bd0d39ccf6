import {afterAll, describe, expect, it} from 'vitest';
import type {Scenario} from '../../source/practice/scenario.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {verdictOf} from '../../source/run/finish.ts';
import {byFlags, inLines, namedBy, onScreens, type Played, play} from './faces.tsx';
import {type Manner, manners, personOf} from './person.ts';

const needsProposal: ReadonlySet<Manner> = new Set([
	'all no',
	'no to the first',
	'back from a change',
]);

const none = {yes: false, retry: false, canAsk: false};

/** Each face that can be told to answer in this manner. */
function facesFor(scenario: Scenario, manner: Manner): Record<string, () => Promise<Played>> {
	const person = () => personOf(scenario, manner);
	const offered = {offeredText: scenario.paste};
	const named = {
		...namedBy(scenario, scenario.account(0)),
		isInteractive: false,
	};
	const canGoBack = manner !== 'back once' && manner !== 'back from a change';
	const retry = manner !== 'all no';

	return {
		wizard: () => play(scenario, offered, onScreens(person())),
		...(manner !== 'all yes' && {
			plain: () => play(scenario, offered, inLines(person())),
		}),
		...(canGoBack && {
			'fix on a terminal': () =>
				play(
					scenario,
					named,
					byFlags({...none, retry, usesLastFailure: true, canAsk: true}, person()),
				),
		}),
		...(manner === 'all yes' && {
			'fix --yes --retry': () =>
				play(
					scenario,
					named,
					byFlags({...none, yes: true, retry: true, usesLastFailure: true}, person()),
				),
		}),
		...(manner === 'all no' && {
			'fix --dry-run': () =>
				play(
					scenario,
					{...named, writesOff: 'dry-run'},
					byFlags({...none, usesLastFailure: true}, person()),
				),
		}),
	};
}

/** The account as what was written left it, without what differs from run to run. */
const written = ({
	roles,
	managedPolicies,
	logGroups,
	logResourcePolicies,
	stateMachines,
	executions,
}: AccountState) => ({
	roles: roles.map(({name, versions}) => [name, {...versions.at(-1), since: 0}]),
	managedPolicies: managedPolicies.map(({arn, document}) => [arn, document]),
	logGroups: logGroups.map(({name}) => name),
	logResourcePolicies: logResourcePolicies.map(({name, document, logGroupArn}) => [
		name,
		document,
		logGroupArn,
	]),
	stateMachines: stateMachines.map(({arn, definition, logging}) => [arn, definition, logging]),
	executions: executions.map(
		({stateMachineArn, status}: {stateMachineArn: string; status: string}) => [
			stateMachineArn,
			status,
		],
	),
});

async function endOf({state, session, account, status}: Played) {
	const entries = await session.journal.entries();

	return {
		status,
		verdict: state.diagnosis && verdictOf(state),
		outcomes: state.changes.map(({shown, outcome}) => [shown.target, outcome]),
		retried: state.retried?.outcome ?? null,
		journal: entries.map(({id, change, status: fate, remedyId, error}) => ({
			id,
			change: {...change, revisionId: null},
			fate,
			remedyId,
			error,
		})),
		account: written(account),
	};
}

type End = Awaited<ReturnType<typeof endOf>>;

const straight = new Map<string, Promise<End>>();

/** How it ends for somebody who says yes to everything, in plain lines. */
function straightEnd(scenario: Scenario): Promise<End> {
	const known =
		straight.get(scenario.id) ??
		play(scenario, {offeredText: scenario.paste}, inLines(personOf(scenario, 'all yes'))).then(
			endOf,
		);
	straight.set(scenario.id, known);
	return known;
}

let compared = 0;
const differences = new Set<string>();

const compare = (what: string, end: End, other: End): void => {
	compared += 1;

	try {
		expect({what, ...end}).toEqual({what, ...other});
	} catch (error) {
		differences.add(what);
		throw error;
	}
};

afterAll(() => {
	console.log(
		`parity: ${compared} runs compared, of ${Object.keys(scenarios).length} scenarios; ${differences.size} differ`,
	);
});

describe.each(Object.values(scenarios).map(scenario => [scenario.id, scenario] as const))(
	'%s',
	(id, scenario) => {
		it.each(manners)('ends the same in every face: %s', async manner => {
			const allYes = await straightEnd(scenario);

			// Where nothing is proposed there is nothing to say no to, or to go back from.
			if (needsProposal.has(manner) && allYes.outcomes.length === 0 && allYes.retried === null) {
				return;
			}

			const ends: Array<readonly [face: string, end: End]> = [];

			for (const [face, run] of Object.entries(facesFor(scenario, manner))) {
				ends.push([face, await endOf(await run())]);
			}

			const [[, first] = ['', allYes], ...others] = ends;

			for (const [face, end] of others) {
				compare(`${id}, ${manner}, ${face}`, end, first);
			}

			if (manner === 'all yes' || manner.startsWith('back')) {
				compare(`${id}, ${manner}, beside all yes`, first, allYes);
			}

			const fateOf = first.verdict === 'healthy' ? 'verified' : 'applied';

			for (const {fate, remedyId} of first.journal) {
				expect(fate).toBe(fateOf);
				expect(remedyId, 'the journal names the remedy').toBeTruthy();
			}
		});
	},
);
