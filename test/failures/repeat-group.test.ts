import {describe, expect, it} from 'vitest';
import type {Account} from '../../source/account/account.ts';
import {AccountError} from '../../source/account/account-error.ts';
import {memoryJournal} from '../../source/changes/journal.ts';
import type {Retry} from '../../source/diagnosis/retry.ts';
import type {FailureGroup} from '../../source/failures/failure-groups.ts';
import {planRepeats} from '../../source/failures/plan-repeats.ts';
import {repeatGroup} from '../../source/failures/repeat-group.ts';
import {stillDenied} from '../../source/failures/still-denied.ts';
import {createPacer} from '../../source/fleet/pacer.ts';
import {policy} from '../../source/practice/scenarios/build/policies.ts';
import {queueArn} from '../../source/practice/scenarios/build/states.ts';
import {manyFailuresOf} from '../../source/practice/scenarios/many-failures.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {countOf, fiveHundred, type Many, openMany, readMany} from './many-failures.ts';

type Group = Extract<Retry, {kind: 'repeat-group'}>;

const few = manyFailuresOf({denied: 12, courier: 3, address: 2});

/** Long enough before, so that the services know of it. */
function grant(state: AccountState): void {
	const role = state.roles.find(({name}) => name === 'parcel-dispatch-role');
	const version = role?.versions.at(-1);

	if (role && version) {
		const send = policy({
			Effect: 'Allow',
			Action: 'sqs:SendMessage',
			Resource: queueArn('warehouse'),
		});
		version.inlinePolicies = {...version.inlinePolicies, 'send-warehouse': send};
	}
}

function changeDefinition(state: AccountState): void {
	for (const machine of state.stateMachines) {
		if (machine.name === 'parcel-dispatch') {
			machine.definition = machine.definition.replace('$.address.postcode', '$.parcel');
			machine.revisionId = 'changed';
		}
	}
}

async function planned(many: Many, index = 0): Promise<Group> {
	const {groups} = await readMany(many);
	const machine = await many.account.reads.stateMachine(
		many.state.stateMachines.find(({name}) => name === 'parcel-dispatch')?.arn ?? '',
	);
	const group = groups[index];
	const plan =
		group &&
		planRepeats({
			group,
			machine,
			isDefinitionWritten: false,
			stillDenied: [],
			repeatedArn: null,
			now: many.clock.now(),
		});

	if (!plan) {
		throw new Error('Nothing is planned.');
	}

	return plan;
}

function repeating(many: Many, journal = memoryJournal(), account: Account = many.account) {
	const {clock, state} = many;
	const lines: string[] = [];
	const abort = new AbortController();
	const {accountId, region, partition} = state;

	return {
		lines,
		abort,
		journal,
		run: (group: Group, onProgress: (line: string) => void = () => {}) =>
			repeatGroup(group, {
				account,
				journal,
				identity: {accountId, region, partition, arn: 'arn:aws:iam::123456789012:user/ana'},
				clock,
				pacer: createPacer(region, clock),
				run: 'r1',
				signal: abort.signal,
				onProgress(line) {
					lines.push(line);
					onProgress(line);
				},
			}),
	};
}

const ofMachine = ({state}: Many) =>
	state.executions.filter(({stateMachineArn}) => stateMachineArn.endsWith(':parcel-dispatch'));

describe('repeating a group', () => {
	it('redrives each once at the rates of AWS, also where it was killed half way', async () => {
		const many = openMany(fiveHundred, grant);
		const group = await planned(many);
		expect(group.members).toHaveLength(300);
		expect(new Set(group.members.map(({by}) => by))).toEqual(new Set(['redrive']));

		const first = repeating(many);
		// Killed: nothing that is under way comes back, and the journal has what it has.
		const killed = new Promise<'killed'>(resolve => {
			void first.run(group, line => {
				if (line.startsWith('Repeated 150 ')) {
					resolve('killed');
					first.abort.abort();
				}
			});
		});
		expect(await killed).toBe('killed');
		await many.clock.sleep(60_000);

		const again = await planned(many);
		const second = repeating(many, first.journal);
		const {outcome, message} = await second.run(again);

		expect(outcome).toBe('succeeded');
		expect(message).toMatch(/^(1[45]0) executions were redriven\. All \1 succeeded\.$/);
		expect(countOf(many.operations, 'RedriveExecution')).toBe(300);
		expect(countOf(many.operations, 'StartExecution')).toBe(0);
		const counts = ofMachine(many).map(({redriveCount}) => redriveCount);
		expect(counts.filter(each => each === 1)).toHaveLength(300);
		expect(counts.filter(each => each === 0)).toHaveLength(200);
		expect([...(await first.journal.repeats()).values()].map(({status}) => status)).toEqual(
			Array(300).fill('done'),
		);
		expect(second.lines.filter(line => line.startsWith('Repeated')).at(-2)).toMatch(
			/^Repeated \d+ of 1[45]0 executions, about .+ left$/,
		);
	}, 60_000);

	it('starts again what ran another definition, each once, also where the journal is lost', async () => {
		const many = openMany(few, state => {
			grant(state);
			changeDefinition(state);
		});
		const group = await planned(many, 2);
		expect(group.members.map(({by}) => by)).toEqual(['start-execution', 'start-execution']);

		expect((await repeating(many).run(group)).message).toBe(
			'2 executions were started again. All 2 succeeded.',
		);
		// Another machine, without this journal: the name of a new execution says what it repeats.
		await many.clock.sleep(60_000);
		expect((await repeating(many).run(group)).message).toBe('2 executions were repeated before.');
		expect(ofMachine(many)).toHaveLength(19);
	});

	it('asks after what was begun and not ended: a lost answer is neither done nor repeated blindly', async () => {
		const many = openMany(few, grant);
		const group = await planned(many);
		const journal = memoryJournal();
		let lost = 3;
		const {reads, writes} = many.account;
		const {AccountError} = await import('../../source/account/account-error.ts');
		const losing: Account = {
			reads,
			writes: {
				...writes,
				async redrive(arn, before) {
					await writes.redrive(arn, before);

					if (lost > 0) {
						lost -= 1;
						throw new AccountError(
							'unavailable',
							'states:RedriveExecution',
							'The answer was lost.',
						);
					}
				},
			},
		};
		const first = await repeating(many, journal, losing).run(group);
		expect(first.outcome).toBe('unknown');
		expect(first.message).toMatch(
			/^12 executions: 9 redriven and 3 possibly repeated\. All 9 succeeded\. arn:/,
		);

		const second = await repeating(many, journal).run(group);
		expect(second.message).toBe('12 executions were repeated before.');
		expect(ofMachine(many).every(({redriveCount}) => redriveCount <= 1)).toBe(true);
	});

	it('says what failed at the end, and goes on with the others', async () => {
		const many = openMany(few, state => {
			grant(state);
			state.behaviour.faults = [
				{operation: 'states:RedriveExecution', kind: 'access-denied', times: 2},
			];
		});
		const {outcome, message} = await repeating(many).run(await planned(many));

		expect(outcome).toBe('failed');
		expect(message).toMatch(
			/^12 executions: 10 redriven and 2 not repeated\. All 10 succeeded\. arn:.*RedriveExecution/,
		);
	});

	it('is no success where what was repeated fails again', async () => {
		const many = openMany(few);
		const {outcome, message} = await repeating(many).run(await planned(many));

		expect(outcome).toBe('failed');
		expect(message).toMatch(
			/^12 executions were redriven\. All 12 failed again\. The first that failed again: arn:/,
		);
	});

	it('takes the old end that AWS still shows after a redrive for no new failure', async () => {
		const many = openMany(few, grant);
		const group = await planned(many);
		const {reads, writes} = many.account;
		const shown = new Map<string, Awaited<ReturnType<typeof reads.execution>>>();
		const late: Account = {
			writes: {
				...writes,
				async redrive(arn, before) {
					shown.set(arn, await reads.execution(arn));
					await writes.redrive(arn, before);
				},
			},
			reads: {
				...reads,
				async execution(arn) {
					const old = shown.get(arn);
					shown.delete(arn);
					return old ?? reads.execution(arn);
				},
			},
		};
		const {outcome, message} = await repeating(many, memoryJournal(), late).run(group);

		expect(outcome).toBe('succeeded');
		expect(message).toContain('12 succeeded');
	});

	it('goes on with the group whose repeat was interrupted, also where another is larger by now', async () => {
		const many = openMany(few, grant);
		const run = repeating(many);
		await run.run(await planned(many), () => run.abort.abort());
		await many.clock.sleep(60_000);
		const begun = [...(await run.journal.repeats()).values()].at(-1)?.groupId ?? null;
		const {groups, begunGroup} = await readMany(many, undefined, undefined, begun);

		expect(groups[0]?.id).not.toBe(begun);
		expect(begunGroup).toBe(begun);
		expect(begunGroup).not.toBeNull();
	});

	it('starts nothing anew that was to be redriven, where AWS cannot redrive it any more', async () => {
		const many = openMany(few, grant);
		const group = await planned(many);
		const {reads} = many.account;
		const account = {
			...many.account,
			reads: {
				...reads,
				execution: async (arn: string) => ({
					...(await reads.execution(arn)),
					redriveStatus: 'NOT_REDRIVABLE' as const,
					redriveStatusReason: 'Execution history event limit exceeded',
				}),
			},
		};
		const {outcome, message} = await repeating({...many, account}).run(group);
		expect(outcome).toBe('failed');
		expect(message).toMatch(/^12 executions were not repeated\./);
		expect(message).toMatch(/cannot redrive it \(Execution history event limit exceeded\)/);
		expect(many.operations).not.toContain('StartExecution');
	});

	it('repeats each once where two sfn-fix work on the same group at the same time', async () => {
		const many = openMany(few, grant);
		const group = await planned(many);
		const journal = memoryJournal();
		const ends = await Promise.all([
			repeating(many, journal).run(group),
			repeating(many, journal).run(group),
		]);

		expect(countOf(many.operations, 'RedriveExecution')).toBe(12);
		expect(ofMachine(many).every(({redriveCount}) => redriveCount <= 1)).toBe(true);
		expect(ends.map(({outcome}) => outcome)).toEqual(['succeeded', 'succeeded']);
		expect(ends.map(({message}) => message).join()).toMatch(/repeated before/);
	});

	it('names what has been redriven 1,000 times, and starts none of it anew', async () => {
		const many = openMany(few, grant);
		const group = await planned(many);
		const full = group.members[0]?.executionArn;
		const {writes} = many.account;
		const account = {
			...many.account,
			writes: {
				...writes,
				redrive: async (arn: string, count?: number) => {
					if (arn === full) {
						throw new AccountError(
							'limit-exceeded',
							'states:RedriveExecution',
							'The Map Run was redriven 1000 times.',
							'ExecutionLimitExceeded',
						);
					}

					await writes.redrive(arn, count);
				},
			},
		};
		const {outcome, message} = await repeating(many, memoryJournal(), account).run(group);

		expect(outcome).toBe('failed');
		expect(message).toMatch(
			/^12 executions: 11 redriven and 1 not repeated\. All 11 succeeded\. arn:/,
		);
		expect(message).toContain(`${full}: The Map Run was redriven 1000 times.`);
		expect(many.operations).not.toContain('StartExecution');
	});

	it('waits where AWS throttles', async () => {
		const many = openMany(few, state => {
			grant(state);
			state.behaviour.faults = [
				{operation: 'states:RedriveExecution', kind: 'throttled', times: 2},
			];
		});
		expect((await repeating(many).run(await planned(many))).message).toBe(
			'12 executions were redriven. All 12 succeeded.',
		);
	});

	it('leaves alone what runs again, and what another execution or a Map Run started', async () => {
		const many = openMany(few, grant);
		const group = await planned(many);
		const arns = group.members.map(({executionArn}) => executionArn);
		await many.account.writes.redrive(arns[0] ?? '');
		const child = many.state.executions.find(({arn}) => arn === arns[1]);

		if (child) {
			child.input = JSON.stringify({AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: 'arn:x'});
		}

		expect((await repeating(many).run(group)).message).toBe(
			'12 executions: 10 redriven, 1 repeated before and 1 left to the execution that started it. All 10 succeeded.',
		);
	});

	it('stops at Ctrl-C with what was done and what was not', async () => {
		const many = openMany(few, grant);
		const group = await planned(many);
		const run = repeating(many);
		const {outcome, message} = await run.run(group, () => run.abort.abort());

		expect(outcome).toBe('failed');
		expect(message).toMatch(/^12 executions: 10 redriven\. Interrupted: 2 were not repeated\./);
	});

	it('leaves out what was denied on another resource, unless the role allows it there by now', async () => {
		const many = openMany(few, grant);
		const {groups} = await readMany(many);
		const [group] = groups;

		if (!group) {
			throw new Error('Nothing failed.');
		}

		const [repeated, second, ...rest] = group.executions;
		const elsewhere = (queue: string) => ({
			...second,
			root: {
				...second?.root,
				cause: second?.root.cause?.replaceAll(queueArn('warehouse'), queueArn(queue)) ?? null,
			},
		});
		const other = elsewhere('returns');
		const mixed = {...group, executions: [repeated, other, ...rest]} as FailureGroup;
		const denied = await stillDenied(mixed, repeated?.arn ?? null, many.account.reads);
		const machine = await many.account.reads.stateMachine(group.stateMachineArn);
		const plan = planRepeats({
			group: mixed,
			machine,
			isDefinitionWritten: false,
			repeatedArn: repeated?.arn ?? null,
			stillDenied: denied,
			now: many.clock.now(),
		});

		expect(denied).toEqual([other]);
		expect(plan?.members.map(({executionArn}) => executionArn)).toEqual(rest.map(({arn}) => arn));
		expect(plan?.sideEffects).toContain(
			`1 execution denied on ${queueArn('returns')} is left out: the role does not clearly allow sqs:sendmessage there.`,
		);

		const role = many.state.roles.find(({name}) => name === 'parcel-dispatch-role');
		const version = role?.versions.at(-1);
		Object.assign(version?.inlinePolicies ?? {}, {
			'send-anywhere': policy({Effect: 'Allow', Action: 'sqs:*', Resource: '*'}),
		});
		expect(await stillDenied(mixed, repeated?.arn ?? null, many.account.reads)).toEqual([]);
	});

	it('starts what AWS cannot redrive, through the version or alias that it was started with', async () => {
		const many = openMany(few, grant);
		const {groups} = await readMany(many);
		const [group] = groups;
		const machine = await many.account.reads.stateMachine(group?.stateMachineArn ?? '');
		const days = 24 * 60 * 60 * 1000;
		const now = many.clock.now();
		const planFor = (change: object) =>
			group &&
			planRepeats({
				group: {
					...group,
					executions: group.executions.slice(0, 1).map(each => ({...each, ...change})),
				},
				machine,
				isDefinitionWritten: false,
				stillDenied: [],
				repeatedArn: null,
				now,
			})?.members[0];
		const by = (change: object) => planFor(change)?.by ?? null;

		expect(by({})).toBe('redrive');
		expect(by({stoppedAt: new Date(now - 15 * days)})).toBe('start-execution');
		expect(by({startedAt: new Date(Date.UTC(2023, 9, 1))})).toBe('start-execution');
		expect(by({failState: 'Give up'})).toBe('start-execution');
		expect(by({events: 24_999})).toBe('start-execution');
		expect(
			planFor({failState: 'Give up', startedThrough: `${machine.arn}:live`})?.startThrough,
		).toBe(`${machine.arn}:live`);
		// Another state was changed since: a redrive runs the one that failed as it is today.
		const commented = machine.definition.replace('{', '{"Comment": "Since May",');
		const ran = {definition: commented, revisionId: 'old', roleArn: machine.roleArn};
		expect(by({machine: ran})).toBe('redrive');
		expect(by({machine: ran, root: {...group?.executions[0]?.root, state: null}})).toBe(
			'start-execution',
		);
		// The alias leads to the definition that failed.
		const executed = {definition: 'old', revisionId: 'old', roleArn: machine.roleArn};
		expect(by({machine: executed})).toBe('start-execution');
		expect(by({machine: executed, startedThrough: `${machine.arn}:live`})).toBe(null);
	});
});
