import {stateMachineCheck} from '../diagnosis/check.ts';

/** For --recent: Step Functions keeps no executions of Express state machines. */
export const lastExecution = stateMachineCheck({
	id: 'last-execution',
	title: 'The newest execution did not fail',
	decisive: true,
	aboutThePast: true,
	findOut: () => [],

	async run({subject, reads}) {
		const {type, name} = await reads.stateMachine(subject.stateMachineArn);

		if (type === 'EXPRESS') {
			return null;
		}

		const [newest] = await reads.executions(subject.stateMachineArn);

		if (newest === undefined) {
			return {outcome: 'ok', evidence: 'read', answer: `${name} has no executions.`};
		}

		const {status, stoppedAt} = newest;
		const isBad = status === 'FAILED' || status === 'TIMED_OUT' || status === 'ABORTED';
		const when = stoppedAt ? ` at ${stoppedAt.toISOString()}` : '';

		return {
			outcome: isBad ? 'problem' : 'ok',
			evidence: 'read',
			answer: `The newest execution, ${newest.name}, is ${status}${when}.`,
		};
	},
});
