import type {Diagnosis} from '../../source/diagnosis/diagnose.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {noFacts} from '../../source/incident/facts.ts';
import {begin} from '../../source/wizard/begin.ts';
import type {WizardEvent} from '../../source/wizard/event.ts';
import {reduce} from '../../source/wizard/reduce.ts';
import type {ShownChange} from '../../source/wizard/screen.ts';
import type {WizardOptions} from '../../source/wizard/services.ts';
import type {WizardState} from '../../source/wizard/state.ts';
import {flow, identity, inlinePolicy, machine, ok, problem, remedy} from './fakes.ts';

export const target = {kind: 'state-machine', arn: machine('orders').arn} as const;
export const choice = {
	stateMachineArn: target.arn,
	executionArn: null,
	roleArn: null,
	logGroupArn: null,
};
export const subject: Subject = {
	kind: 'state-machine',
	partition: 'aws',
	region: 'eu-west-1',
	accountId: '123456789012',
	...choice,
	facts: noFacts,
};
export const reading = {
	flow: flow('action-denied', []),
	confidence: 'certain',
	quoted: [],
} as const;
export const answered = (answer: typeof ok, id = 'role') => ({
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
export const diagnosis = (verdict: Diagnosis['verdict'], answer = ok): Diagnosis => ({
	checks: [answered(answer)],
	remedies: [],
	requests: [],
	verdict,
});
export const shown = (id: string): ShownChange => ({
	change: inlinePolicy(id),
	target: id,
	diff: [],
	command: '',
	sizes: null,
	patch: null,
});

export const after = (events: WizardEvent[], options: WizardOptions = {target}): WizardState =>
	events.reduce(reduce, begin(identity, options));

export const incident = {text: 'denied', facts: noFacts, matches: []};
export const toChecks: WizardEvent[] = [
	{type: 'failure-read', failure: null},
	{type: 'paste-chosen', text: 'denied'},
	{type: 'draft-submitted'},
	{type: 'understood', incident, readings: [{...reading, quoted: []}]},
	{type: 'reading-chosen', reading: {...reading, quoted: []}},
	{type: 'checks-began', subject, lines: [], at: 0},
];
export const toConfirm: WizardEvent[] = [
	...toChecks,
	{type: 'diagnosed', diagnosis: diagnosis('problem', problem(remedy('a'))), at: 900},
	{type: 'remedy-chosen', remedy: remedy('a')},
	{type: 'prepared', changes: [shown('a'), shown('b')]},
];
export const ran = {outcome: 'succeeded', says: 'It ran.'} as const;
export const yes: WizardEvent = {type: 'confirmed', yes: true};
export const no: WizardEvent = {type: 'confirmed', yes: false};
export const applied: WizardEvent = {type: 'written', result: {outcome: 'applied'}};
export const interrupted: WizardEvent = {type: 'interrupted'};
