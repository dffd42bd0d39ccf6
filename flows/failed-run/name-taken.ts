import {AccountError} from '../../source/account/account-error.ts';
import type {Execution} from '../../source/account/step-functions.ts';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {timeWords} from '../../source/execution-log/status-words.ts';
import {isExpress, namedExecution} from '../common/express-subject.ts';
import {shownJson} from '../common/shown-json.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
export const nameTaken: Check = {
	id: 'name-taken',
	title: 'Who has the name, and is it the same thing?',
	decisive: true,
	command: ({facts, stateMachineArn, executionArn, region}) => {
		const execution = executionArn ?? facts.executionArn;

		return execution === null
			? `aws stepfunctions describe-state-machine --state-machine-arn ${shellQuote(stateMachineArn ?? '<ARN>')} --region ${region}`
			: `aws stepfunctions describe-execution --execution-arn ${shellQuote(execution)} --region ${region}`;
	},

	async run(context) {
		const {subject} = context;
		const named = subject.executionArn ?? namedExecution(subject);
		return named === null || isExpress(named)
			? ofStateMachine(context)
			: ofExecution(named, context);
	},
};

async function ofExecution(arn: string, {reads}: CheckContext): Promise<Answer> {
	try {
		return told(await reads.execution(arn));
	} catch (error) {
		if (error instanceof AccountError && error.kind === 'not-found') {
			return {
				outcome: 'ok',
				evidence: 'read',
				answer: 'Nobody has it any more: the name can be used.',
			};
		}

		throw error;
	}
}

/** The same name with the same input, while it runs, is no error to AWS: so one of the two differs. */
const told = ({name, status, startedAt, input}: Execution): Answer => ({
	outcome: 'ok',
	evidence: 'read',
	answer: `The execution ${name}, ${status}${startedAt ? `, begun at ${timeWords(startedAt.getTime())}` : ''}: ${status === 'RUNNING' ? 'it runs with another input than the one that was refused' : 'it has ended, and its name stays taken for 90 days'}.`,
	details: [
		`Its input: ${input === null ? 'not shown' : shownJson(input)}`,
		'If it is the same work, the request came twice and nothing is lost: treat the error as success. If not, give each execution a name of its own, or none.',
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
		answer: `The state machine ${name}, type ${type}${createdAt ? `, made at ${timeWords(createdAt.getTime())}` : ''}.`,
		details: [
			`Role: ${roleArn}`,
			'Update that one, delete it first, or let the deployment tool import it. Type and name cannot be changed.',
		],
		notAFault: true,
	};
}
