import {describe, expect, it} from 'vitest';
import {readFailures} from '../../source/failures/read-failures.ts';
import {createPacer} from '../../source/fleet/pacer.ts';
import {expressFailed} from '../../source/practice/scenarios/express-failed.ts';
import {manyFailuresOf} from '../../source/practice/scenarios/many-failures.ts';
import type {Fault} from '../../source/practice/state.ts';
import {practiceIncident} from '../support/practice-incident.ts';
import {countOf, fiveHundred, openMany, readMany} from './many-failures.ts';

const few = manyFailuresOf({denied: 6, courier: 3, address: 2});

const fault = (operation: string, kind: Fault['kind'], times: number | null = null): Fault => ({
	operation,
	kind,
	times,
});

describe('the failed executions of a window', () => {
	it('are grouped by root: 500 of three causes, at the rates of AWS', async () => {
		const many = openMany(fiveHundred);
		const lines: string[] = [];
		const {failed, read, groups, unread} = await readMany(many, undefined, line =>
			lines.push(line),
		);

		expect({failed, read, unread}).toEqual({failed: 500, read: 500, unread: []});
		expect(
			groups.map(({state, error, action, executions}) => [state, error, action, executions.length]),
		).toEqual([
			['Tell warehouse', 'SQS.AmazonSQSException', 'sqs:sendmessage', 300],
			['Book courier', 'CourierUnavailable', null, 120],
			['Print label', 'States.Runtime', null, 80],
		]);
		expect(new Set(groups.flatMap(group => group.executions.map(({arn}) => arn))).size).toBe(500);
		// One page of history each: AWS's other reads refill slowly.
		expect(countOf(many.operations, 'GetExecutionHistory')).toBeLessThan(510);
		expect(countOf(many.operations, 'DescribeExecution')).toBe(0);
		expect(countOf(many.operations, 'DescribeStateMachineForExecution')).toBe(2);
		expect(lines).toContain('Reading why they failed: 250 of 500 executions');
	});

	it('say when the first and the last of a group failed, and that one is the newest', async () => {
		const {groups} = await readMany(openMany(few));

		for (const {executions, first, last} of groups) {
			const times = executions.map(({stoppedAt}) => stoppedAt?.getTime() ?? 0);
			expect(times).toEqual(times.toSorted((one, other) => other - one));
			expect(last?.getTime()).toBe(times[0]);
			expect(first?.getTime()).toBe(times.at(-1));
		}
	});

	it('have the same id in every run', async () => {
		const [one, other] = await Promise.all([readMany(openMany(few)), readMany(openMany(few))]);
		expect(one.groups.map(({id}) => id)).toEqual(other.groups.map(({id}) => id));
	});

	it('outside the window are left out', async () => {
		const {failed, groups, unread} = await readMany(openMany(few), 60_000);
		expect({failed, groups, unread}).toEqual({failed: 0, groups: [], unread: []});
	});

	it('that began before the window and failed within it are found', async () => {
		const many = openMany(few, state => {
			for (const execution of state.executions) {
				execution.startedAt -= 5 * 60 * 60 * 1000;
			}
		});
		expect((await readMany(many)).failed).toBe(11);
	});

	it('on short pages are all read', async () => {
		const many = openMany(few, state => {
			state.behaviour.pageSize = 4;
		});
		const {read, unread} = await readMany(many);
		expect({read, unread}).toEqual({read: 11, unread: []});
	});

	it('are known to be incomplete where the list is too long', async () => {
		const many = openMany(few, state => {
			state.behaviour.pageSize = 1;
		});
		const {failed, unread} = await readMany(many);
		expect(failed).toBe(5);
		expect(unread).toEqual([
			'Only the newest 5 failed executions were listed: more of them failed in this window.',
		]);
	});

	it('whose history is refused are unread, not a group', async () => {
		const many = openMany(few, state => {
			state.behaviour.faults = [fault('states:GetExecutionHistory', 'access-denied')];
		});
		const {failed, read, groups, unread} = await readMany(many);
		expect({failed, read, groups}).toEqual({failed: 11, read: 0, groups: []});
		expect(unread).toHaveLength(1);
		expect(unread[0]).toMatch(
			/^Why 11 executions failed was not read: .*states:GetExecutionHistory/,
		);
	});

	it('whose definition is refused are grouped all the same', async () => {
		const many = openMany(few, state => {
			state.behaviour.faults = [fault('states:DescribeStateMachineForExecution', 'access-denied')];
		});
		const {groups} = await readMany(many);
		expect(groups.map(({executions}) => executions.length)).toEqual([6, 3, 2]);
		expect(countOf(many.operations, 'DescribeStateMachineForExecution')).toBe(2);
	});

	it('are read again where a call is throttled', async () => {
		const many = openMany(few, state => {
			state.behaviour.faults = [fault('states:GetExecutionHistory', 'throttled', 2)];
		});
		expect((await readMany(many)).read).toBe(11);
	});

	it('that cannot be listed are an error, never an empty list', async () => {
		const many = openMany(few, state => {
			state.behaviour.faults = [fault('states:ListExecutions', 'access-denied')];
		});
		await expect(readMany(many)).rejects.toThrow(/states:ListExecutions/);
	});

	it('of an Express state machine are not listed by AWS, which is said with why its logs do not tell', async () => {
		const many = openMany(few, state => {
			for (const machine of state.stateMachines) {
				machine.type = 'EXPRESS';
			}
		});
		expect((await readMany(many)).unread).toEqual([
			expect.stringMatching(/^AWS keeps no list of Express executions/),
			expect.stringMatching(/^Its logs were not read: .* is OFF/),
		]);
	});

	it('of an Express state machine are those of its log events', async () => {
		const {account, state, clock} = practiceIncident(expressFailed, () => {});
		const found = await readFailures(account.reads, {
			stateMachineArn: state.stateMachines.find(({type}) => type === 'EXPRESS')?.arn ?? '',
			since: clock.now() - 7_200_000,
			pacer: createPacer(state.region, clock),
			clock,
			onProgress: () => {},
		});
		expect(found).toMatchObject({
			failed: 1,
			groups: [{state: 'Prepare', error: 'PriceListUnavailable'}],
		});
	});
});
