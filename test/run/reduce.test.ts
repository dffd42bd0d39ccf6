import fc from 'fast-check';
import {expect, test} from 'vitest';
import {creating} from '../../source/diagnosis/remedy.ts';
import type {RunEvent} from '../../source/run/event.ts';
import {begin, reduce} from '../../source/run/reduce.ts';
import type {RunOptions} from '../../source/run/services.ts';
import {identity, location, problem, remedy} from './fakes.ts';
import {
	answered,
	applied,
	diagnosed,
	diagnosisOf,
	found,
	interrupted,
	movedTo,
	no,
	outcomes,
	ran,
	shown,
	start,
	stateAfter,
	target,
	toChecks,
	toConfirm,
	yes,
} from './story.ts';

const back: RunEvent = {type: 'went-back'};

test.each<[string, RunOptions, string]>([
	['nothing', {}, 'listing-machines'],
	['a state machine', {target}, 'finding-target'],
	['an error', {text: 'denied'}, 'understanding'],
	['both', {target, text: 'denied'}, 'understanding'],
	['a flow', {target, flow: 'action-denied'}, 'finding-target'],
	['a role', {roleArn: 'arn:aws:iam::123456789012:role/r'}, 'listing-log-groups'],
	[
		'a role and a log group',
		{
			roleArn: 'arn:aws:iam::123456789012:role/r',
			logGroupArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:/g',
		},
		'ask-error',
	],
	['nothing, and nobody to ask', {isInteractive: false}, 'end'],
])('begins where the command line ends: given %s', (_, options, step) => {
	expect(start(options).step.name).toBe(step);
});

test('a state machine that was found is looked at before anything is asked', () => {
	for (const options of [
		{target},
		{target, flow: 'action-denied'},
		{target, offeredText: 'denied'},
	]) {
		expect(reduce(start(options), found).step.name).toBe('reading-failure');
	}
});

test.each<[string, RunOptions, string]>([
	['nothing else', {target}, 'ask-error'],
	['a flow', {target, flow: 'action-denied'}, 'understanding'],
	['the error of a practice', {target, offeredText: 'denied'}, 'paste'],
])('and then asks what went wrong: given %s', (_, options, step) => {
	const read: RunEvent = {type: 'failure-read', sight: {kind: 'none'}, failure: null, at: 0};
	expect(stateAfter([read], options).step.name).toBe(step);
});

test('a state machine that is not there is picked from the list, or ends the run where nobody can be asked', () => {
	const missing: RunEvent = {
		type: 'target-missing',
		why: 'Not there.',
		filter: 'ord',
		isGone: true,
	};

	expect(reduce(start(), missing).step).toEqual({
		name: 'listing-machines',
		filter: 'ord',
		note: 'Not there.',
	});
	expect(reduce(start({target, isInteractive: false}), missing)).toMatchObject({
		status: 3,
		refusal: {kind: 'no-verdict', message: 'Not there.'},
	});
});

test('nothing is written before a yes to that very change', () => {
	const asked = stateAfter(toConfirm);
	expect(asked.step).toMatchObject({name: 'confirm', shown: {target: 'a'}});

	const writing = reduce(asked, yes);
	expect(writing.step).toMatchObject({name: 'writing', shown: {target: 'a'}});

	const next = reduce(writing, applied);
	expect(next.step).toMatchObject({name: 'confirm', shown: {target: 'b'}});
});

test('whatever happens, nothing is written that was not asked about and answered with yes', () => {
	const events = fc.constantFrom<RunEvent>(
		yes,
		no,
		applied,
		back,
		interrupted,
		movedTo(shown('a2')),
		movedTo(null),
		diagnosed('problem', problem(remedy('a'))),
		diagnosed('healthy'),
		{type: 'remedy-chosen', remedy: remedy('a')},
		{type: 'remedy-chosen', remedy: null},
		{type: 'prepared', changes: [shown('a'), shown('b')], refused: []},
		{type: 'written', result: {outcome: 'failed', why: 'No.'}},
		{type: 'retry-prepared', offered: null},
		{type: 'left'},
	);

	fc.assert(
		fc.property(fc.array(events, {maxLength: 30}), list => {
			let state = stateAfter(toConfirm);

			for (const event of list) {
				const before = state;
				state = reduce(state, event);

				if (state.step.name === 'writing' && before.step.name !== 'writing') {
					expect([before.step.name, event]).toEqual(['confirm', yes]);
				}

				if (state.status === 0) {
					expect(['healthy', 'not-a-fault']).toContain(state.diagnosis?.verdict);
				}
			}
		}),
	);
});

test('a yes that comes twice does not reach the next change', () => {
	expect(stateAfter([...toConfirm, yes, yes]).step).toMatchObject({
		name: 'writing',
		shown: {target: 'a'},
	});
});

test('a no to one change still asks about the next', () => {
	const state = stateAfter([...toConfirm, no]);

	expect(state.step).toMatchObject({name: 'confirm', shown: {target: 'b'}});
	expect(outcomes(state)).toEqual([['a', 'not-written']]);
});

test('a no to one change of a remedy leaves the later ones of that remedy out, and says so', () => {
	const plan = ['a', 'b', 'c'].map(id =>
		shown(id, {remedyIds: id === 'c' ? ['other'] : ['merge']}),
	);
	const state = stateAfter([
		...toConfirm.slice(0, -1),
		{type: 'prepared', changes: plan, refused: []},
		no,
	]);

	expect(state.step).toMatchObject({name: 'confirm', shown: {target: 'c'}});
	expect(outcomes(state)).toEqual([
		['a', 'not-written'],
		['b', 'not-written'],
	]);
	expect(state.transcript).toContainEqual(
		expect.objectContaining({
			text: 'Not asked: b. It depends on the a, which was declined.',
		}),
	);
});

test('nothing is attached to a log group whose creation was declined', () => {
	const logGroupName = '/wf/orders';
	const group = shown('group', {
		change: {kind: 'log-group', logGroupName, ...creating('{}')},
	});
	const policy = shown('policy', {
		change: {
			kind: 'log-group-resource-policy',
			logGroupArn: `arn:aws:logs:eu-west-1:123456789012:log-group:${logGroupName}`,
			policyName: 'p',
			revisionId: null,
			...creating('{}'),
		},
	});
	const state = stateAfter([
		...toConfirm.slice(0, -1),
		{type: 'prepared', changes: [group, policy], refused: []},
		no,
	]);

	expect(state.step.name).toBe('end');
	expect(outcomes(state)).toEqual([
		['group', 'not-written'],
		['policy', 'not-written'],
	]);
});

test('the way back from the first question leads to the list that the run was opened from', () => {
	const asked = start({target, leavesOnBack: true});

	expect(reduce(asked, back)).toMatchObject({step: {name: 'end'}, changes: []});
	expect(stateAfter([...toConfirm, yes, applied, back], {leavesOnBack: true}).status).toBeNull();
});

test('there is no way back past a write', () => {
	const asked = stateAfter([...toConfirm, yes, applied]);
	const state = [back, back].reduce(reduce, asked);

	expect(state.step).toBe(asked.step);
	expect(state.changes).toEqual(asked.changes);
	expect(state.transcript.slice(asked.transcript.length)).toMatchObject([
		{
			text: 'There is no earlier question to go back to. What was written stays; sfn-fix undo reverts it. Answer n to leave this change out.',
		},
	]);
});

test('the way back from the second change leads to the first one, which is open again', () => {
	const state = stateAfter([...toConfirm, no, back]);

	expect(state.step).toMatchObject({name: 'confirm', shown: {target: 'a'}});
	expect(state.transcript.at(-1)).toMatchObject({kind: 'change', position: 1, total: 2});
	expect(outcomes(state)).toEqual([]);
	expect(reduce(state, back).step.name).toBe('pick-remedy');
	expect(outcomes([no, no].reduce(reduce, state))).toEqual([
		['a', 'not-written'],
		['b', 'not-written'],
	]);
});

test('the way back leads through the questions, and the draft stays', () => {
	expect(stateAfter([...toConfirm, back]).step.name).toBe('pick-remedy');
	expect(stateAfter([...toConfirm, back, back]).step.name).toBe('meaning');
	expect(stateAfter([...toConfirm, back, back, back])).toMatchObject({
		step: {name: 'paste'},
		draft: 'denied',
	});
});

test('what moved is asked about again as it is now', () => {
	const state = stateAfter([...toConfirm, yes, movedTo(shown('a2'))]);
	expect(state.step).toMatchObject({name: 'confirm', shown: {target: 'a2'}});

	const declined = reduce(state, no);
	expect(outcomes(declined)).toEqual([['a', 'moved']]);

	const written = [yes, applied].reduce(reduce, state);
	expect(outcomes(written)).toEqual([['a2', 'applied']]);
});

test('what changed so that only new checks can tell is checked again', () => {
	expect(stateAfter([...toConfirm, yes, movedTo(null)]).step).toMatchObject({
		name: 'checking',
		again: true,
		// Nothing was written that could still have to take effect.
		awaited: [],
	});
});

test('after a write the checks wait for the problems that it was to remove, and for no others', () => {
	const problems = ['a', 'b', 'left'].map(id => answered(problem(remedy(id)), id));
	const events: RunEvent[] = [
		...toChecks,
		{
			type: 'diagnosed',
			diagnosis: diagnosisOf('problem', ...problems),
			explanation: 'not-needed',
			at: 1,
		},
		{type: 'remedy-chosen', remedy: remedy('a')},
		{type: 'remedy-chosen', remedy: remedy('b')},
		{type: 'remedy-chosen', remedy: null},
		{type: 'prepared', changes: [shown('a'), shown('b')], refused: []},
	];

	expect(stateAfter([...events, yes, applied, no]).step).toMatchObject({awaited: ['a']});
	expect(stateAfter([...events, yes, applied, yes, applied]).step).toMatchObject({
		awaited: ['a', 'b'],
	});
});

test('fixing one problem can uncover the next, and the same remedy is not offered twice', () => {
	const written = [...toConfirm, yes, applied, yes, applied];
	const next = (id: string) => diagnosed('problem', problem(remedy(id)));

	expect(stateAfter([...written, next('next')]).step.name).toBe('pick-remedy');
	expect(stateAfter([...written, next('a')]).step.name).toBe('end');
});

test('checking once more after going back offers everything again', () => {
	const again = toConfirm.slice(4, 7);

	expect(stateAfter([...toConfirm, back, back, ...again]).step.name).toBe('pick-remedy');
});

test('a failed write keeps the changes after it from being tried', () => {
	const failed: RunEvent = {type: 'written', result: {outcome: 'failed', why: 'denied'}};
	const state = stateAfter([...toConfirm, yes, failed]);

	expect(outcomes(state)).toEqual([
		['a', 'failed'],
		['b', 'not-written'],
	]);
	expect(state.transcript).toContainEqual(
		expect.objectContaining({kind: 'note', text: 'Not tried: b.'}),
	);
});

test('a write whose fate is unknown is followed by new checks, since it can have been made', () => {
	const unknown: RunEvent = {type: 'written', result: {outcome: 'unknown', why: 'No answer.'}};
	const state = stateAfter([...toConfirm, yes, unknown]);

	expect(state.step.name).toBe('checking');
	expect(outcomes(state)).toEqual([
		['a', 'unknown'],
		['b', 'not-written'],
	]);
});

test('a journal that cannot record the outcome is told, and kept for the report', () => {
	const warning = 'The journal cannot be written.';
	const state = stateAfter([
		...toConfirm,
		yes,
		{type: 'written', result: {outcome: 'applied', warning}},
	]);

	expect(state.changes).toMatchObject([{outcome: 'applied', message: warning}]);
	expect(state.transcript).toContainEqual(
		expect.objectContaining({text: `Applied and confirmed by AWS: a. ${warning}`}),
	);
});

test('--remedy chooses for a warning as well; an unknown id and two of one problem are wrong usage', () => {
	const warning = answered({...problem(remedy('w'), remedy('x')), outcome: 'warning'});
	const given = (...remedies: string[]) =>
		stateAfter(
			[
				...toChecks,
				{
					type: 'diagnosed',
					diagnosis: diagnosisOf('healthy', warning),
					explanation: 'not-needed',
					at: 1,
				},
			],
			{
				target,
				remedies,
			},
		);

	expect(given('w').step.name).toBe('pick-remedy');
	expect(given().step.name).toBe('preparing-retry');
	expect(given('z')).toMatchObject({status: 2, refusal: {kind: 'usage'}});
	expect(given('w', 'x')).toMatchObject({status: 2, refusal: {kind: 'usage'}});
});

test('a check ends with its verdict', () => {
	const state = stateAfter([...toChecks, diagnosed('problem', problem(remedy('a')))], {
		target,
		goal: 'check',
	});
	expect([state.step.name, state.status]).toEqual(['end', 1]);
});

test('after the end nothing happens any more', () => {
	const ended = stateAfter([{type: 'left'}]);

	expect([yes, interrupted, back].map(event => reduce(ended, event))).toEqual([
		ended,
		ended,
		ended,
	]);
	expect(reduce(ended, {type: 'retried', result: ran})).toBe(ended);
});

test('what has not answered for seconds is told in every step', () => {
	const state = begin(identity, location, {});
	const line = 'Waiting for AWS credentials (5 s so far).';
	const told = reduce(state, {type: 'waited', line});

	expect(told.step).toEqual(state.step);
	expect(told.transcript.at(-1)).toEqual({kind: 'note', tone: 'dim', text: line});
});
