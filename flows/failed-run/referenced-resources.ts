import {AccountError} from '../../source/account/account-error.ts';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import {nearestKey} from '../../source/definition/nearest-key.ts';
import {type Reference, referencesOf, regionIn} from '../../source/definition/references.ts';
import {type StateAt, walkStates} from '../../source/definition/walk-states.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {machineDefinition} from '../common/machine-definition.ts';
import {failedRun} from './failed-run.ts';
import {lookUpCommand} from './look-up-command.ts';

/** Of the state that failed or, where none is known to have, of all. */
export const referencedResources: Check = {
	id: 'referenced-resources',
	title: 'Does all that the definition names exist?',
	decisive: true,
	appliesTo: ({stateMachineArn}) => stateMachineArn !== null,
	command: ({stateMachineArn, region}) =>
		`aws stepfunctions describe-state-machine --state-machine-arn ${shellQuote(stateMachineArn ?? '')} --query definition --output text --region ${region}`,

	async run(context) {
		const {definition} = await machineDefinition(context);
		const run = await failedRun(context);
		const failed = 'none' in run ? null : run.state;
		const states = failed ? [failed] : walkStates(definition);
		const looked = await Promise.all(
			states.flatMap(state => referencesOf(state).map(each => lookedUp(state, each, context))),
		);

		return judged(looked, failed);
	},
};

type LookedUp = {verdict: 'there' | 'missing' | 'unknown'; words: string};

async function lookedUp(
	{name: state}: StateAt,
	{kind, name}: Reference,
	context: CheckContext,
): Promise<LookedUp> {
	const {region} = context.subject;

	if (name === null) {
		return {
			verdict: 'unknown',
			words: `${state}: its ${kindWords(kind)} is known only when the state runs.`,
		};
	}

	const elsewhere = regionIn(name);
	const away =
		elsewhere !== null && elsewhere !== region ? ` It lies in ${elsewhere}, not in ${region}.` : '';
	const found = await existence(kind, name, context);

	return {
		verdict: found.verdict,
		words: `${state}: ${kindWords(kind)} ${name} ${found.words}${away}`,
	};
}

const kindWords = (kind: Reference['kind']): string => kind.replaceAll('-', ' ');

async function existence(
	kind: Reference['kind'],
	name: string,
	context: CheckContext,
): Promise<LookedUp> {
	const read = reads[kind];

	if (!read) {
		return {
			verdict: 'unknown',
			words: `cannot be read here: ${lookUpCommand(kind, name, context.subject.region)}`,
		};
	}

	try {
		await read(name, context);
		return {verdict: 'there', words: 'exists.'};
	} catch (error) {
		if (!(error instanceof AccountError)) {
			throw error;
		}

		return error.kind === 'not-found'
			? {verdict: 'missing', words: `does not exist.${await nearestWords(kind, name, context)}`}
			: {verdict: 'unknown', words: `could not be read: ${error.message}`};
	}
}

type Read = (name: string, context: CheckContext) => Promise<unknown>;

const reads: Partial<Record<Reference['kind'], Read>> = {
	'state-machine': (arn, context) => context.reads.stateMachine(arn),
	'task-definition': (name, context) => context.reads.taskDefinition(name),
};

async function nearestWords(
	kind: Reference['kind'],
	name: string,
	{reads: account}: CheckContext,
): Promise<string> {
	const names =
		kind === 'state-machine'
			? (await account.listStateMachines().catch(() => ({items: []}))).items.map(each => each.name)
			: await account.listTaskDefinitionFamilies().catch(() => []);
	const wanted = kind === 'state-machine' ? name.split(':')[6] : name.split(/[/:]/).at(-2);
	const nearest = nearestKey(wanted ?? name, names);

	return nearest ? ` The nearest that exists is ${nearest.key}.` : '';
}

function judged(looked: readonly LookedUp[], failed: StateAt | null): Answer {
	const missing = looked.filter(({verdict}) => verdict === 'missing');
	const unknown = looked.filter(({verdict}) => verdict === 'unknown');
	const where = failed ? `the state ${failed.name}` : 'the definition';

	return {
		outcome: missing.length > 0 ? 'problem' : unknown.length > 0 ? 'unknown' : 'ok',
		evidence: 'read',
		answer:
			missing.length > 0
				? `No: ${missing.map(({words}) => words).join(' ')}`
				: unknown.length > 0
					? `Not known: of what ${where} names, ${unknown.length} cannot be looked up here.`
					: `Yes: all ${looked.length} that ${where} names exist.`,
		details: looked.map(({words}) => words),
	};
}
