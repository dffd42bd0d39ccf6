import {flows} from '../../flows/index.ts';
import {memoise} from '../../source/account/memoise.ts';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {applyChange} from '../../source/changes/apply-change.ts';
import {memoryJournal} from '../../source/changes/journal.ts';
import {mergeChanges} from '../../source/changes/merge-changes.ts';
import {type Diagnosis, diagnose} from '../../source/diagnosis/diagnose.ts';
import {type Flow, loadChecks} from '../../source/diagnosis/flow.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {noFacts} from '../../source/incident/facts.ts';
import {understand} from '../../source/incident/understand.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {createFakeClock} from '../practice/fake-clock.ts';

/** A scenario with the real clients on it: what is diagnosed, what the remedies do to it. */
export function practiceIncident(
	scenario: Scenario,
	arrange: (state: AccountState) => void = () => {},
) {
	const clock = createFakeClock();
	const practice = createPracticeAccount(scenario, clock);
	arrange(practice.state);
	const {state} = practice;
	const account = createAccount({
		region: state.region,
		credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'},
		requestHandler: practice.requestHandler,
	});
	const subject = subjectOf(scenario, state);

	return {
		state,
		account,
		clock,
		subject,

		diagnose: async (flow: Pick<Flow, 'checks'>): Promise<Diagnosis> =>
			diagnose(await loadChecks(flow.checks()), {
				subject,
				reads: memoise(account.reads),
				now: clock.now,
			}),

		async apply(remedies: readonly Remedy[]): Promise<string[]> {
			const journal = memoryJournal();
			const outcomes: string[] = [];

			for (const change of mergeChanges(remedies.flatMap(({changes}) => changes))) {
				const result = await applyChange(change, {account, journal, clock, onProgress() {}});
				outcomes.push(result.outcome);
			}

			return outcomes;
		},
	};
}

/** The flow that the scenario's text is recognised as. */
export function flowOf({id, paste}: Scenario): Flow {
	const [match] = understand(paste ?? '', flows).matches;
	const flow = flows.find(candidate => candidate.id === match?.flow);

	if (!flow) {
		throw new Error(`No flow fits the text of scenario ${id}.`);
	}

	return flow;
}

export function subjectOf(
	{target, role, logGroup}: Scenario,
	{partition, region, accountId, stateMachines}: AccountState,
): Subject {
	const place = {partition, region, accountId, facts: noFacts};
	const stateMachineArn = stateMachines.find(({name}) => name === target)?.arn ?? null;
	const roleArn = role && `arn:${partition}:iam::${accountId}:role/${role}`;
	const logGroupArn =
		logGroup && `arn:${partition}:logs:${region}:${accountId}:log-group:${logGroup}`;

	if (stateMachineArn !== null) {
		const kind = 'state-machine';
		return {...place, kind, stateMachineArn, executionArn: null, roleArn, logGroupArn};
	}

	return {...place, kind: 'not-created', roleArn: roleArn ?? '', logGroupArn};
}
