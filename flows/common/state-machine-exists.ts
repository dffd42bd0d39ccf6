import {AccountError} from '../../source/account/account-error.ts';
import type {StateMachine} from '../../source/account/step-functions.ts';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {parseLogGroupArn} from './log-group-arn.ts';

export const stateMachineExists: Check = {
	id: 'state-machine-exists',
	title: 'Does the state machine exist, and where does it log to?',
	decisive: true,
	appliesTo: subject => subject.stateMachineArn !== null,
	command: ({stateMachineArn, region}) =>
		`aws stepfunctions describe-state-machine --state-machine-arn ${shellQuote(stateMachineArn ?? '')} --region ${region}`,

	async run(context) {
		const arn = context.subject.stateMachineArn ?? '';

		try {
			return found(await context.reads.stateMachine(arn));
		} catch (error) {
			if (error instanceof AccountError && error.kind === 'not-found') {
				return missing(arn, context);
			}

			throw error;
		}
	},
};

const found = (stateMachine: StateMachine): Answer => ({
	outcome: 'ok',
	evidence: 'read',
	answer: `Yes: ${stateMachine.name}, type ${stateMachine.type}, ${loggingWords(stateMachine)}.`,
	details: [`ARN: ${stateMachine.arn}`, `Role: ${stateMachine.roleArn}`],
});

function loggingWords({logging: {level, destinations}}: StateMachine): string {
	const [destination] = destinations;

	if (level === 'OFF') {
		return 'logging OFF';
	}

	return destination === undefined
		? `logging level ${level} without a destination`
		: `logging level ${level} to ${parseLogGroupArn(destination)?.name ?? destination}`;
}

/** Where its creation failed, role and log group are given instead, and there is nothing wrong with its absence. */
function missing(arn: string, {subject}: CheckContext): Answer {
	const creationFailed = subject.roleArn !== null;

	return {
		outcome: creationFailed ? 'warning' : 'problem',
		evidence: 'read',
		answer: `There is no state machine ${arn} in region ${subject.region} of account ${subject.accountId}.`,
		details: creationFailed
			? ['The role given is examined in its stead.']
			: [
					'If the region and the account are right, its creation failed: give its role with --role and its log group with --log-group.',
				],
	};
}
