import {ifRefused} from '../../source/account/if-refused.ts';
import type {Execution} from '../../source/account/step-functions.ts';
import {option} from '../../source/aws/shell-quote.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {executionArnOf, type Subject} from '../../source/diagnosis/subject.ts';
import {timeOf} from '../../source/text.ts';
import {isExpress, namedExecution} from '../common/express-subject.ts';
import {describeStateMachine} from '../common/find-out.ts';
import {shownJson} from '../common/shown-json.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
export const check: Check = {
	id: 'name-taken',
	title: 'It is known what has the name already',
	decisive: true,
	findOut: subject => {
		const execution = executionArnOf(subject) ?? subject.facts.executionArn;

		if (execution !== null) {
			return [['stepfunctions', 'describe-execution', ...option('execution-arn', execution)]];
		}

		return subject.kind === 'state-machine' ? [describeStateMachine(subject)] : [];
	},

	async run(context) {
		const {subject} = context;
		const named = executionArnOf(subject) ?? namedExecution(subject);
		const own = executionArnOf(subject);
		const taken = takenIn(subject);

		// A state of the execution wanted to start another one, whose name is taken.
		if (own !== null && taken !== null && taken !== own) {
			return ofChild(taken, context);
		}

		return named === null || isExpress(named)
			? ofStateMachine(context)
			: ofExecution(named, context);
	},
};

const takenIn = ({facts: {executionArn, resource}}: Subject): string | null =>
	[resource, executionArn].find(arn => arn?.includes(':execution:')) ?? null;

async function ofChild(arn: string, context: CheckContext): Promise<Answer> {
	const answer = await ofExecution(arn, context);

	if (answer.outcome === 'ok' && !answer.notAFault) {
		return {
			...answer,
			outcome: 'unknown',
			answer: `AWS said that the name of ${arn} is taken, and does not show that execution now. Whether the name can be used is not known.`,
		};
	}

	return answer.outcome === 'ok'
		? {
				...answer,
				outcome: 'problem',
				details: [
					...(answer.details ?? []),
					'The state gives the execution that it starts this name. A name can be used once in 90 days: leave Name out, or make it unique for each run, as with $$.Execution.Name.',
				],
			}
		: answer;
}

async function ofExecution(arn: string, {reads}: CheckContext): Promise<Answer> {
	const execution = await reads.execution(arn).catch(ifRefused(null, ['not-found']));

	return execution
		? ofTakenName(execution)
		: {outcome: 'ok', evidence: 'read', answer: 'No execution has the name: it can be used.'};
}

/** The same name with the same input, while it runs, is no error: so one of the two is different. */
const ofTakenName = ({name, status, startedAt, input}: Execution): Answer => ({
	outcome: 'ok',
	evidence: 'read',
	answer: `Execution ${name} has this name (${status}${startedAt ? `, started at ${timeOf(startedAt)}` : ''}): ${status === 'RUNNING' ? 'it runs with another input than the rejected one' : 'it has ended, and its name stays taken for 90 days'}.`,
	details: [
		`Its input: ${input === null ? 'not in the answer of AWS' : shownJson(input)}`,
		'If it is the same work, the request was sent twice and nothing is lost: treat the error as success. If not, give each execution a unique name, or no name.',
	],
	notAFault: true,
});

async function ofStateMachine(context: CheckContext): Promise<Answer | null> {
	const stateMachine = await subjectStateMachine(context);

	if (stateMachine === null) {
		return null;
	}

	const {name, type, roleArn, createdAt} = stateMachine;

	return {
		outcome: 'ok',
		evidence: 'read',
		answer: `State machine ${name} has this name (type ${type}${createdAt ? `, created at ${timeOf(createdAt)}` : ''}).`,
		details: [
			`Role: ${roleArn}`,
			'Update it, delete it first, or import it into the deployment tool. Its type and name cannot be changed.',
		],
		notAFault: true,
	};
}
