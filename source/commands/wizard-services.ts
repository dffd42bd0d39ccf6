import {generalChecks} from '../../flows/general.ts';
import {flows} from '../../flows/index.ts';
import type {Identity} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import {applyChange} from '../changes/apply-change.ts';
import type {ApplyProgress} from '../changes/apply-options.ts';
import {cliCommand} from '../changes/cli-command.ts';
import {sizesOf, targetOf} from '../changes/describe-change.ts';
import {diffLines} from '../changes/diff.ts';
import {mergeChanges} from '../changes/merge-changes.ts';
import {retryCommand} from '../changes/retry-command.ts';
import {runRetry} from '../changes/run-retry.ts';
import {longestWait} from '../changes/wait-until-shown.ts';
import {afterAFix} from '../diagnosis/after-a-fix.ts';
import {diagnose} from '../diagnosis/diagnose.ts';
import {type Flow, missingInputOf, retryOf as plannedRetryOf} from '../diagnosis/flow.ts';
import type {Retry as PlannedRetry} from '../diagnosis/retry.ts';
import type {Subject} from '../diagnosis/subject.ts';
import type {Facts} from '../incident/facts.ts';
import {understand} from '../incident/understand.ts';
import type {Retry, SubjectChoice, WizardServices} from '../wizard/services.ts';
import {lastFailure} from './last-failure.ts';
import type {Session} from './session.ts';
import {toolPatch} from './tool-patches.ts';

/** Everything that the wizard asks of the rest of the program, on one session. */
export function wizardServices(session: Session): WizardServices {
	const {account, journal, clock, identity} = session;
	let written = false;

	return {
		identity,
		clock,
		flows,
		generalChecks,
		listStateMachines: async () => (await session.reads().listStateMachines()).items,
		listRoles: async () => (await session.reads().listRoles()).items,
		listLogGroups: async () => (await session.reads().listLogGroups()).items,
		understand: text => understand(text, flows),
		subjectOf: choice => subjectOf(choice, identity),
		missingInput: (flow, subject) =>
			missingInputOf(flow, {subject, reads: session.reads(), now: clock.now}),
		lastFailure: (stateMachineArn, executionArn) =>
			lastFailure(session.reads(), stateMachineArn, executionArn, session.clock.now()),
		diagnose(checks, subject, onAnswer, onLeftOut) {
			session.refresh();
			const counting = written ? afterAFix(checks) : checks;
			const context = {subject, reads: session.reads(), now: clock.now};
			return diagnose(counting, context, onAnswer, onLeftOut);
		},
		async applyChange(change, {signal, onProgress}) {
			const result = await applyChange(change, {
				account,
				journal,
				clock,
				signal,
				endpointUrl: session.endpointUrl,
				onProgress: progress => onProgress(progressLine(progress)),
			});
			written ||= result.outcome === 'applied' || result.outcome === 'not-visible';
			return result;
		},
		retryFor: (flow, subject) => retryFor(flow, subject, session),
		mergeChanges,
		targetOf,
		diffLines,
		cliCommand: change => cliCommand(change, session.location),
		sizesOf,
		patchFor: (change, subject) => toolPatch(change, subject, session.reads()),
	};
}

const progressLine = ({phase, waitedSeconds}: ApplyProgress): string =>
	phase === 'writing'
		? 'Writing'
		: `Waiting until AWS shows it, at most ${longestWait / 1000} s (${Math.round(waitedSeconds)} s)`;

function subjectOf(
	{stateMachineArn, executionArn, roleArn, logGroupArn, facts}: SubjectChoice & {facts: Facts},
	{partition, region, accountId}: Identity,
): Subject {
	const place = {partition, region, accountId, facts};

	if (stateMachineArn !== null) {
		const kind = 'state-machine';
		return {...place, kind, stateMachineArn, executionArn, roleArn, logGroupArn};
	}

	if (roleArn === null) {
		throw new TypeError('Neither a state machine nor a role was chosen.');
	}

	return {...place, kind: 'not-created', roleArn, logGroupArn};
}

/** Null also where what it rests on cannot be read: the checks say so. */
async function retryFor(
	flow: Flow | null,
	subject: Subject,
	session: Session,
): Promise<Retry | null> {
	try {
		const context = {subject, reads: session.reads(), now: session.clock.now};
		const planned = flow && (await plannedRetryOf(flow, context));
		return planned && retryOf(planned, session);
	} catch (error) {
		if (error instanceof AccountError) {
			return null;
		}

		throw error;
	}
}

function retryOf(planned: PlannedRetry, session: Session): Retry {
	const {kind, title, sideEffects} = planned;
	const {account, journal, clock, endpointUrl} = session;

	return {
		kind,
		title,
		sideEffects,
		change: 'change' in planned ? planned.change : null,
		command: retryCommand(planned, session.location),
		input:
			planned.kind === 'start-execution' && planned.askForInput
				? {
						offered: planned.input,
						replacedBy: input => retryOf({...planned, input}, session),
					}
				: null,
		async run({signal, onProgress}) {
			const {outcome, message} = await runRetry(planned, {
				account,
				journal,
				clock,
				endpointUrl,
				signal,
				onProgress: (seconds, what) => onProgress(`${what} (${seconds} s)`),
			});
			return {outcome, says: message};
		},
	};
}
