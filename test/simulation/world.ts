import {memoise} from '../../source/account/memoise.ts';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {applyChange} from '../../source/changes/apply-change.ts';
import {memoryJournal} from '../../source/changes/journal.ts';
import {kindOf} from '../../source/changes/kinds/kind-of.ts';
import {mergeChanges} from '../../source/changes/merge-changes.ts';
import {sameAs} from '../../source/changes/moved.ts';
import {settleJournal} from '../../source/changes/settle.ts';
import {nextUndo, undoChange} from '../../source/changes/undo.ts';
import {systemClock} from '../../source/clock.ts';
import {diagnose, narrowestRemedies} from '../../source/diagnosis/diagnose.ts';
import {loadChecks} from '../../source/diagnosis/flow.ts';
import type {Change} from '../../source/diagnosis/remedy.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {type FaultPlan, type WireCall, withWireFaults} from '../../source/practice/wire-faults.ts';
import {flowOf, subjectOf} from '../support/practice-incident.ts';
import {inVirtualTime} from './virtual-time.ts';

export type Told = {change: Change; outcome: string};

export type Lived = {
	calls: WireCall[];
	verdict: string;
	outcomes: Record<string, string>;
	told: Told[];
	/** What went wrong against a promise; empty where all were kept. */
	broken: string[];
	/** Why an undo was refused; a run without faults has to be refused for the same. */
	undoRefused: string | null;
	/** Milliseconds as the program counts them. */
	lasted: number;
};

/** Virtual milliseconds after which a run is held to hang. */
const longestRun = 15 * 60_000;
const start = Date.UTC(2026, 2, 9, 8, 30);
const credentials = {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'};

/** Loading clients, settings and checks is real work, during which virtual time would run on: it is done before. */
export async function loadAll(scenarios: readonly Scenario[]): Promise<void> {
	const [first] = scenarios;

	if (first) {
		const {requestHandler, state} = createPracticeAccount(first, systemClock);
		const {reads} = createAccount({region: state.region, credentials, requestHandler});
		await Promise.all([
			reads.identity(),
			reads.listStateMachines(),
			reads.listRoles(),
			reads.listLogGroups(),
			reads.listTaskDefinitionFamilies(),
		]);
	}

	await Promise.all(scenarios.map(scenario => loadChecks(flowOf(scenario).checks())));
}

/** What undo has to bring back: names and texts, without revisions and times. */
const textsOf = ({
	roles,
	managedPolicies,
	logGroups,
	logResourcePolicies,
	stateMachines,
}: AccountState) =>
	JSON.stringify({
		roles: roles.map(({name, versions}) => {
			const {trustPolicy, inlinePolicies, attachedPolicyArns} = versions.at(-1) ?? {
				trustPolicy: '',
				inlinePolicies: {},
				attachedPolicyArns: [],
			};
			return {name, trustPolicy, inlinePolicies, attached: attachedPolicyArns.toSorted()};
		}),
		managed: managedPolicies.map(({arn, document}) => [arn, document]).toSorted(),
		logGroups: logGroups.map(({name}) => name).toSorted(),
		policies: logResourcePolicies
			.map(({name, document, logGroupArn}) => [name, document, logGroupArn])
			.toSorted(),
		machines: stateMachines.map(({arn, definition, logging}) => [arn, definition, logging]),
	});

type Given = {
	/** From which call on the faults may strike; the calls of the repair come after. */
	plan: FaultPlan;
	/** The remedies of a run without faults, so that writes happen whatever the checks could see. */
	changes: readonly Change[] | null;
};

/** One whole fix under faults, then without them: looked up, and undone until nothing is left. */
export const live = (scenario: Scenario, {plan, changes}: Given): Promise<Lived> =>
	inVirtualTime(start, async time => {
		const practice = createPracticeAccount(scenario, systemClock);
		const {state} = practice;
		const calls: WireCall[] = [];
		let faulty = true;
		const account = createAccount({
			region: state.region,
			credentials,
			requestHandler: withWireFaults(practice.requestHandler, call => {
				calls.push(call);
				return faulty ? plan(call) : null;
			}),
		});
		const subject = subjectOf(scenario, state);
		const before = textsOf(state);
		const journal = memoryJournal();
		const clock = systemClock;
		const broken: string[] = [];
		const told: Told[] = [];
		let verdict = 'not-asked';
		let outcomes: Record<string, string> = {};
		let planned = changes;
		let undoRefused: string | null = null;

		if (planned === null) {
			const context = {subject, reads: memoise(account.reads), now: clock.now};
			const diagnosis = await diagnose(await loadChecks(flowOf(scenario).checks()), context);
			verdict = diagnosis.verdict;
			outcomes = Object.fromEntries(diagnosis.checks.map(({id, outcome}) => [id, outcome]));
			planned = mergeChanges(narrowestRemedies(diagnosis.checks).flatMap(({changes: all}) => all));
		}

		for (const change of planned) {
			const result = await applyChange(change, {account, journal, clock});
			told.push({change, outcome: result.outcome});

			if (result.outcome !== 'applied' && result.outcome !== 'not-visible') {
				break;
			}
		}

		const lasted = time.elapsed();

		if (lasted > longestRun) {
			broken.push(`lasted ${Math.round(lasted / 1000)} s`);
		}

		faulty = false;
		// Whatever IAM still shows of before has passed by then.
		await clock.sleep(60_000);
		const fresh = createAccount({
			region: state.region,
			credentials,
			requestHandler: practice.requestHandler,
		});

		for (const {change, outcome} of told) {
			const text = await kindOf(change)
				.read(change, fresh.reads)
				.then(
					current => current.text,
					() => null,
				);
			const isThere = sameAs(change, change.after, text);
			const isAsBefore = sameAs(change, change.before, text);

			if ((outcome === 'applied' || outcome === 'not-visible') && !isThere) {
				broken.push(`${change.kind}: called ${outcome} and is not there`);
			}

			if (['failed', 'refused', 'moved'].includes(outcome) && !isAsBefore) {
				broken.push(`${change.kind}: called ${outcome} and was written`);
			}
		}

		const identity = await fresh.reads.identity();
		// Until then a request can still be on its way, and its fate is unknown.
		await clock.sleep(120_000);
		await settleJournal({journal, account: fresh, identity, clock, endpointUrl: null});
		const open = (await journal.entries()).filter(({status}) =>
			['started', 'unknown'].includes(status),
		);

		if (open.length > 0) {
			broken.push(`${open.length} changes still unknown after the account was asked`);
		}

		for (let count = 0; ; count += 1) {
			const {passed, next} = await nextUndo(journal, fresh.reads, null);
			undoRefused ??= passed.find(({plan}) => plan.kind === 'by-hand')?.plan.why ?? null;

			if (!next || count > 20) {
				break;
			}

			if (next.plan.kind === 'refused') {
				undoRefused = next.plan.why;
				break;
			}

			const undone = await undoChange(next.entry, next.plan.change, {
				account: fresh,
				journal,
				clock,
			});

			if (undone.outcome !== 'applied') {
				broken.push(`undo: ${undone.outcome}`);
				break;
			}

			await clock.sleep(60_000);
		}

		if (undoRefused === null && textsOf(state) !== before) {
			broken.push('undo did not bring the account back');
		}

		return {calls, verdict, outcomes, told, broken, undoRefused, lasted};
	});
