import {AccountError} from '../../source/account/account-error.ts';
import {ifRefused} from '../../source/account/if-refused.ts';
import {nameOfArn} from '../../source/aws/arn.ts';
import type {AwsCommand} from '../../source/aws/command.ts';
import {nearestKey} from '../../source/definition/nearest-key.ts';
import {
	type ReferenceKind,
	type ResourceReference,
	referencesOf,
	regionIn,
} from '../../source/definition/references.ts';
import {type StateAt, walkStates} from '../../source/definition/walk-states.ts';
import {
	type Answer,
	type Check,
	type CheckContext,
	stateMachineCheck,
} from '../../source/diagnosis/check.ts';
import {count} from '../../source/text.ts';
import {describeStateMachine} from '../common/find-out.ts';
import {machineDefinition} from '../common/machine-definition.ts';
import {type FailedRun, failedRun, isChangedSince, stateGone} from './failed-run.ts';

/** Of the state that failed or, where none is known to have, of all. */
export const check: Check = stateMachineCheck({
	id: 'referenced-resources',
	title: 'Everything the definition names exists',
	decisive: true,
	findOut: subject => [describeStateMachine(subject, 'definition')],

	async run(context) {
		const {definition} = await machineDefinition(context);
		const run = await failedRun(context);
		const failed = 'none' in run ? null : run.state;

		if (!('none' in run) && failed === null && run.ran !== null) {
			return stateGone(run);
		}

		const states = failed ? [failed] : walkStates(definition);
		const looked = await Promise.all(
			states.flatMap(state => referencesOf(state).map(each => lookedUp(state, each, context))),
		);

		return 'none' in run || failed === null
			? judged(looked, null)
			: provenBy(looked, judged(looked, failed), run);
	},
});

/** That what was looked at exists says nothing of another resource that the error is about. */
function provenBy(looked: readonly LookedUp[], answer: Answer, run: FailedRun): Answer {
	const said = `${run.error} ${run.cause}`.toLowerCase();
	const isAboutIt = looked.some(
		({name}) => name && said.includes(familyOf(nameOfArn(name)).toLowerCase()),
	);

	return answer.outcome !== 'ok' || isAboutIt || (looked.length > 0 && isChangedSince(run))
		? answer
		: {
				...answer,
				outcome: 'unknown',
				answer: `Cannot tell: the error is about a resource that sfn-fix does not read. ${answer.answer}`,
			};
}

type LookedUp = {
	name?: string | null;
	verdict: 'exists' | 'missing' | 'unknown';
	words: string;
	/** Where it cannot be read here. */
	findOut?: AwsCommand;
};

async function lookedUp(
	{name: state}: StateAt,
	{kind, name}: ResourceReference,
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
		elsewhere !== null && elsewhere !== region ? ` It is in ${elsewhere}, not in ${region}.` : '';
	const found = await existence(kind, name, context);

	return {...found, name, words: `${state}: ${kindWords(kind)} ${name} ${found.words}${away}`};
}

const kindWords = (kind: ReferenceKind): string => kind.replaceAll('-', ' ');

async function existence(
	kind: ReferenceKind,
	name: string,
	context: CheckContext,
): Promise<LookedUp> {
	const findOut = lookUpCommand(kind, name);
	const read = reads[kind];

	if (!read) {
		return {verdict: 'unknown', words: 'is not read by sfn-fix.', findOut};
	}

	try {
		await read(name, context);
		return {verdict: 'exists', words: 'exists.'};
	} catch (error) {
		if (!(error instanceof AccountError)) {
			throw error;
		}

		return error.kind === 'not-found'
			? {verdict: 'missing', words: `does not exist.${await nearestWords(kind, name, context)}`}
			: {verdict: 'unknown', words: `could not be read: ${error.message}`, findOut};
	}
}

type Read = (name: string, context: CheckContext) => Promise<unknown>;

const reads: Partial<Record<ReferenceKind, Read>> = {
	'state-machine': (arn, context) => context.reads.stateMachine(arn),
	'task-definition': (name, context) => context.reads.taskDefinition(name),
};

async function nearestWords(
	kind: ReferenceKind,
	name: string,
	{reads: account}: CheckContext,
): Promise<string> {
	const names =
		kind === 'state-machine'
			? await account
					.listStateMachines()
					.then(({items}) => items.map(each => each.name))
					.catch(ifRefused<string[]>([]))
			: await account.listTaskDefinitionFamilies().catch(ifRefused<string[]>([]));
	const wanted = kind === 'state-machine' ? nameOfArn(name) : familyOf(name);
	const nearest = nearestKey(wanted, names);

	return nearest ? ` The most similar existing name is ${nearest.key}.` : '';
}

/** `orders:7` and `arn:…:task-definition/orders:7` are of the family orders. */
const familyOf = (taskDefinition: string): string =>
	taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1).replace(/:\d+$/, '');

function judged(looked: readonly LookedUp[], failed: StateAt | null): Answer {
	const missing = looked.filter(({verdict}) => verdict === 'missing');
	const unknown = looked.filter(({verdict}) => verdict === 'unknown');
	const where = failed ? `the state ${failed.name}` : 'the definition';

	const outcome = missing.length > 0 ? 'problem' : unknown.length > 0 ? 'unknown' : 'ok';

	return {
		outcome,
		evidence: 'read',
		answer:
			outcome === 'problem'
				? missing.map(({words}) => words).join(' ')
				: outcome === 'unknown'
					? `Cannot tell: of what ${where} names, ${count(unknown.length, 'resource')} cannot be read here.`
					: looked.length === 0
						? `${where.charAt(0).toUpperCase()}${where.slice(1)} names no resource.`
						: `Everything that ${where} names exists (${count(looked.length, 'resource')}).`,
		details: looked.map(({words}) => words),
		findOut: looked.flatMap(({findOut}) => (findOut ? [findOut] : [])),
	};
}

/** The AWS CLI command that shows a resource, without its name. */
const lookUpCommands: Record<ReferenceKind, string> = {
	function: 'lambda get-function --function-name',
	activity: 'stepfunctions describe-activity --activity-arn',
	'state-machine': 'stepfunctions describe-state-machine --state-machine-arn',
	'task-definition': 'ecs describe-task-definition --task-definition',
	cluster: 'ecs describe-clusters --clusters',
	queue: 'sqs get-queue-attributes --queue-url',
	topic: 'sns get-topic-attributes --topic-arn',
	table: 'dynamodb describe-table --table-name',
	'glue-job': 'glue get-job --job-name',
	'batch-queue': 'batch describe-job-queues --job-queues',
	'batch-definition': 'batch describe-job-definitions --job-definition-name',
	bucket: 's3api head-bucket --bucket',
	'build-project': 'codebuild batch-get-projects --names',
	'event-bus': 'events describe-event-bus --name',
};

const lookUpCommand = (kind: ReferenceKind, name: string): AwsCommand => [
	...lookUpCommands[kind].split(' '),
	name,
];
