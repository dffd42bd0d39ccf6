import {ifRefused} from '../../source/account/if-refused.ts';
import type {StateMachine} from '../../source/account/step-functions.ts';
import {type Answer, type Check, stateMachineCheck} from '../../source/diagnosis/check.ts';
import type {StateMachineSubject} from '../../source/diagnosis/subject.ts';
import {describeStateMachine} from './find-out.ts';
import {parseLogGroupArn} from './log-group-arn.ts';

export const check: Check = stateMachineCheck({
	id: 'state-machine-exists',
	title: 'The state machine exists',
	decisive: true,
	findOut: subject => [describeStateMachine(subject)],

	async run({subject, reads}) {
		const stateMachine = await reads
			.stateMachine(subject.stateMachineArn)
			.catch(ifRefused(null, ['not-found']));

		return stateMachine ? found(stateMachine) : missing(subject);
	},
});

const found = (stateMachine: StateMachine): Answer => ({
	outcome: 'ok',
	evidence: 'read',
	answer: `State machine ${stateMachine.name} exists: type ${stateMachine.type}, ${loggingWords(stateMachine)}.`,
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

/** Where its creation failed, role and log group are given instead, and it is expected to be missing. */
function missing({stateMachineArn, region, accountId, roleArn}: StateMachineSubject): Answer {
	const found = {
		evidence: 'read',
		answer: `State machine ${stateMachineArn} was not found in region ${region} of account ${accountId}.`,
	} as const;

	return roleArn === null
		? {
				...found,
				outcome: 'problem',
				details: [
					'If region and account are right, its creation failed: name its role with --role and its log group with --log-group.',
				],
			}
		: {...found, outcome: 'warning', details: [`Role ${roleArn} is checked instead.`]};
}
