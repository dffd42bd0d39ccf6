import {generalChecks} from '../../flows/general.ts';
import {flows} from '../../flows/index.ts';
import {type ApplyProgress, applyChange} from '../changes/apply-change.ts';
import {cliCommand} from '../changes/cli-command.ts';
import {sizesOf, targetOf} from '../changes/describe-change.ts';
import {diffLines} from '../changes/diff.ts';
import {mergeChanges} from '../changes/merge-changes.ts';
import {retryCommand} from '../changes/retry-command.ts';
import {runRetry} from '../changes/run-retry.ts';
import {longestWait} from '../changes/wait-until-shown.ts';
import {afterAFix} from '../diagnosis/after-a-fix.ts';
import {diagnose} from '../diagnosis/diagnose.ts';
import type {Flow} from '../diagnosis/flow.ts';
import type {Subject} from '../diagnosis/subject.ts';
import {understand} from '../incident/understand.ts';
import type {Retry, WizardServices} from '../wizard/services.ts';
import {lastFailure} from './last-failure.ts';
import type {Session} from './session.ts';
import {toolPatch} from './tool-patches.ts';

/** Everything that the wizard asks of the rest of the program, on one session. */
export function wizardServices(session: Session): WizardServices {
	const {account, journal, clock, identity} = session;
	const {partition, region, accountId} = identity;
	let written = false;

	return {
		identity,
		clock,
		flows,
		generalChecks,
		listStateMachines: () => session.reads().listStateMachines(),
		listRoles: () => session.reads().listRoles(),
		listLogGroups: () => session.reads().listLogGroups(),
		understand: text => understand(text, flows),
		subjectOf: choice => ({partition, region, accountId, ...choice}),
		lastFailure: (stateMachineArn, executionArn) =>
			lastFailure(session.reads(), stateMachineArn, executionArn),
		diagnose(checks, subject, onAnswer) {
			session.refresh();
			const counting = written ? afterAFix(checks) : checks;
			return diagnose(counting, {subject, reads: session.reads(), now: clock.now}, onAnswer);
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
		cliCommand: change => cliCommand(change, {region}),
		sizesOf,
		patchFor: (change, subject) => toolPatch(change, subject, session.reads()),
	};
}

const progressLine = ({phase, waitedSeconds}: ApplyProgress): string =>
	phase === 'writing'
		? 'Writing'
		: `Waiting until AWS shows it, at most ${longestWait / 1000} s (${Math.round(waitedSeconds)} s)`;

async function retryFor(
	flow: Flow | null,
	subject: Subject,
	{account, journal, clock, endpointUrl, reads}: Session,
): Promise<Retry | null> {
	const retry = await flow?.retry?.({subject, reads: reads(), now: clock.now});

	if (!retry) {
		return null;
	}

	const {title, sideEffects} = retry;

	return {
		title,
		sideEffects,
		change: 'change' in retry ? retry.change : null,
		command: retryCommand(retry),
		async run({signal, onProgress}) {
			const {outcome, message} = await runRetry(retry, {
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
