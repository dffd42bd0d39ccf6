import type {Answer} from '../../source/diagnosis/check.ts';
import type {AnsweredCheck, Diagnosis} from '../../source/diagnosis/diagnose.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {noFacts} from '../../source/incident/facts.ts';
import type {RunEvent} from '../../source/run/event.ts';
import {begin, reduce} from '../../source/run/reduce.ts';
import type {RunOptions} from '../../source/run/services.ts';
import type {RunState} from '../../source/run/state.ts';
import type {ShownChange} from '../../source/run/step.ts';
import {flow, identity, inlinePolicy, location, ok, problem, remedy, targetOf} from './fakes.ts';

export const target = targetOf('orders');
export const subject: Subject = {
	kind: 'state-machine',
	partition: 'aws',
	region: 'eu-west-1',
	accountId: '123456789012',
	stateMachineArn: target.arn,
	executionArn: null,
	roleArn: null,
	logGroupArn: null,
	facts: noFacts,
};
export const reading = {
	flow: flow('action-denied', []),
	confidence: 'certain',
	quoted: [],
} as const;
export const answered = (answer: Answer, id = 'role'): AnsweredCheck => ({
	id,
	title: `${id} is right`,
	decisive: true,
	details: [],
	findOut: [],
	remedies: [],
	requests: [],
	notAFault: false,
	...answer,
});
export const diagnosisOf = (
	verdict: Diagnosis['verdict'],
	...checks: AnsweredCheck[]
): Diagnosis => ({
	checks,
	remedies: checks.flatMap(({remedies}) => remedies),
	requests: [],
	verdict,
});
export const diagnosis = (verdict: Diagnosis['verdict'], answer: Answer = ok): Diagnosis =>
	diagnosisOf(verdict, answered(answer));
export const shown = (id: string, fields: Partial<ShownChange> = {}): ShownChange => ({
	change: inlinePolicy(id),
	remedyIds: [id],
	target: id,
	diff: [],
	summary: [],
	command: '',
	sizes: null,
	patch: null,
	proof: null,
	review: null,
	...fields,
});

export const found: RunEvent = {
	type: 'target-found',
	stateMachineArn: target.arn,
	executionArn: null,
	mapRunArn: null,
};

export const start = (options: RunOptions = {target}): RunState =>
	begin(identity, location, options);

/** The state after these events, on a state machine that was named and found. */
export const stateAfter = (events: RunEvent[], options: RunOptions = {target}): RunState =>
	[found, ...events].reduce(reduce, start(options));

export const incident = {text: 'denied', facts: noFacts, matches: []};
export const toChecks: RunEvent[] = [
	{type: 'failure-read', sight: {kind: 'none'}, failure: null, at: 0},
	{type: 'paste-chosen', text: 'denied'},
	{type: 'draft-submitted'},
	{type: 'understood', incident, readings: [{...reading, quoted: []}]},
	{type: 'reading-chosen', reading: {...reading, quoted: []}},
	{type: 'checks-began', subject, lines: [], at: 0},
];
export const diagnosed = (...parameters: Parameters<typeof diagnosis>): RunEvent => ({
	type: 'diagnosed',
	diagnosis: diagnosis(...parameters),
	explanation: 'not-needed',
	at: 900,
});
export const toConfirm: RunEvent[] = [
	...toChecks,
	diagnosed('problem', problem(remedy('a'))),
	{type: 'remedy-chosen', remedy: remedy('a')},
	{type: 'prepared', changes: [shown('a'), shown('b')], refused: []},
];
export const ran = {outcome: 'succeeded', message: 'It ran.'} as const;
export const yes: RunEvent = {type: 'confirmed', yes: true};
export const no: RunEvent = {type: 'confirmed', yes: false};
export const applied: RunEvent = {type: 'written', result: {outcome: 'applied'}};
export const interrupted: RunEvent = {type: 'interrupted'};
export const movedTo = (now: ShownChange | null): RunEvent => ({
	type: 'written',
	result: {outcome: 'moved', now, why: 'It changed.'},
});
export const outcomes = ({changes}: RunState): Array<[string, string]> =>
	changes.map(({shown: {target: name}, outcome}) => [name, outcome]);
