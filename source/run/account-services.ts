import {randomUUID} from 'node:crypto';
import {generalChecks} from '../../flows/general.ts';
import {flows} from '../../flows/index.ts';
import type {Identity, Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import {applyChange} from '../changes/apply-change.ts';
import {refusedAmong} from '../changes/guards.ts';
import {markVerified} from '../changes/mark-verified.ts';
import {driftedAmong} from '../changes/moved.ts';
import {failureOf, recordingRepeats} from '../changes/record-repeat.ts';
import {isRepeatDone, repeatId} from '../changes/repeat-record.ts';
import {runRetry} from '../changes/run-retry.ts';
import {fatesOf} from '../changes/settle.ts';
import {progressWords} from '../changes/wait-until-shown.ts';
import {changeSince} from '../diagnosis/changed-since.ts';
import {diagnose} from '../diagnosis/diagnose.ts';
import {failureInSight} from '../diagnosis/failure-in-sight.ts';
import {missingInputOf, retryOf} from '../diagnosis/flow.ts';
import type {Subject} from '../diagnosis/subject.ts';
import {type Gathering, gatherEvidence} from '../evidence/gather.ts';
import {prove} from '../evidence/proof.ts';
import {reviewPolicy} from '../evidence/review-policy.ts';
import {createPacer, type Pacer} from '../fleet/pacer.ts';
import type {Facts} from '../incident/facts.ts';
import {understand} from '../incident/understand.ts';
import {deniedWrite} from './denied-write.ts';
import {findTarget} from './find-target.ts';
import {lastFailure} from './last-failure.ts';
import {ownFixOf, roleChangedSince} from './own-changes.ts';
import {recentFailures} from './recent-failures.ts';
import type {RunServices, SubjectChoice} from './services.ts';
import {type Session, settleChanges} from './session.ts';
import {toolPatch} from './tool-patch.ts';

/** All that a run asks of the account and of the flows, on one session. */
export function accountServices(session: Session): RunServices {
	const {account, journal, clock, identity, location} = session;
	const {endpointUrl} = location;
	let isDiagnosed = false;
	/** By this run, since the last checks. */
	let isWritten = false;
	let roleWrittenAt: number | null = null;
	const run = randomUUID();
	let paced: Pacer | null = null;
	let gathering: Gathering | null = null;
	/** One for the whole run: AWS's quota is one as well. */
	const pacer = () => {
		paced ??= createPacer(identity.region, clock);
		return paced;
	};

	return {
		identity,
		location,
		clock,
		flows,
		generalChecks,
		findTarget: target => findTarget(target, identity, session.reads()),
		listStateMachines: onPage => session.reads().listStateMachines(onPage),
		recentFailures: machines => recentFailures(machines, session.reads()),
		listRoles: () => session.reads().listRoles(),
		listLogGroups: () => session.reads().listLogGroups(),
		refusedAmong: changes => refusedAmong(changes, session.reads()),
		driftedAmong: async changes => driftedAmong(changes, session.reads(), await journal.entries()),
		understand: (text, known) => understand(text, flows, known),
		roleOf: ({roleArn, stateMachineArn}) => roleOf(roleArn, stateMachineArn, session.reads()),
		subjectOf: choice => subjectOf(choice, identity),
		missingInput: (flow, subject) =>
			missingInputOf(flow, {subject, reads: session.reads(), now: clock.now}),
		failureInSight: examined => failureInSight(session.reads(), examined, clock.now()),
		async changeSince(followed, suspected) {
			const what = await roleChangedSince(followed, session);
			return what === null
				? changeSince(session.reads(), followed, suspected, clock.now())
				: {isShown: true, what};
		},
		ownFix: (flow, subject) => ownFixOf(flow, subject, session),
		failuresSince: async (stateMachineArn, since, {signal, onProgress}) => {
			const {readFailures} = await import('../failures/read-failures.ts');
			const repeats = await journal.repeats();
			return readFailures(account.reads, {
				isRepeated: execution => isRepeatDone(repeats.get(repeatId(failureOf(execution)))),
				begunGroup: [...repeats.values()].at(-1)?.groupId ?? null,
				stateMachineArn,
				since,
				pacer: pacer(),
				clock,
				signal,
				onProgress,
			});
		},
		newestExecutions: stateMachineArn => session.reads().executions(stateMachineArn),
		lastFailure: (stateMachineArn, executionArn) =>
			lastFailure(session.reads(), stateMachineArn, executionArn, clock.now()),
		askAhead(checks, subject) {
			void diagnose(checks, {subject, reads: session.reads(), now: clock.now}).catch(() => {});
		},
		async diagnose(checks, subject, onAnswer, onLeftOut) {
			if (isDiagnosed) {
				// Where a person asks for the checks again, it is since something was changed elsewhere.
				session.refresh(isWritten);
			}

			isDiagnosed = true;
			isWritten = false;
			const context = {subject, reads: session.reads(), now: clock.now};
			return diagnose(checks, context, onAnswer, onLeftOut);
		},
		gatherEvidence(of) {
			const asked = {...of, location: identity, now: clock.now()};
			gathering = gatherEvidence(asked, session.reads());
			return gathering.evidence;
		},
		hurryEvidence: () => gathering?.hurry(),
		reviewPolicy: change => reviewPolicy(change, session.reads()),
		prove: (change, followed) => prove(change, followed, session.reads()),
		async settle(changes) {
			await settleChanges(session);
			return fatesOf(changes, {entries: await journal.entries(), reads: account.reads, run});
		},
		deniedWrite: changes => deniedWrite(changes, identity, session.reads()),
		markVerified: isVerified => markVerified(journal, run, isVerified),
		async applyChange(change, {signal, onProgress, remedyId}) {
			const result = await applyChange(change, {
				account,
				guardReads: session.reads(),
				journal,
				clock,
				signal,
				remedyId,
				run,
				endpointUrl,
				onProgress(progress) {
					const words = progressWords(progress);

					if (words !== null) {
						onProgress(words);
					}
				},
			});

			// The guards of the next change see this one.
			session.refresh();
			isWritten = true;

			if (change.kind.startsWith('role-') && result.outcome === 'applied') {
				roleWrittenAt = clock.now();
			}

			return result;
		},
		/** Null also where what it rests on cannot be read: the checks say so. */
		retryFor: async (flow, subject) =>
			flow &&
			retryOf(flow, {subject, reads: session.reads(), now: clock.now}).catch(ifRefused(null)),
		async groupRetryFor(stateMachineArn, group, known) {
			const {planRepeats} = await import('../failures/plan-repeats.ts');
			const {stillDenied} = await import('../failures/still-denied.ts');
			const reads = session.reads();
			const [machine, denied] = await Promise.all([
				reads.stateMachine(stateMachineArn).catch(ifRefused(null)),
				stillDenied(group, known.repeatedArn, reads),
			]);
			return (
				machine && planRepeats({group, machine, stillDenied: denied, now: clock.now(), ...known})
			);
		},
		async runRetry(retry, {signal, onProgress}) {
			if (retry.kind === 'repeat-group') {
				const {repeatGroup} = await import('../failures/repeat-group.ts');
				return repeatGroup(retry, {
					account,
					journal,
					identity,
					clock,
					pacer: pacer(),
					run,
					signal,
					onProgress,
				});
			}

			return runRetry(retry, {
				roleWrittenAt,
				run,
				account: await recordingRepeats(retry, {account, journal, identity, clock, run}),
				journal,
				clock,
				endpointUrl,
				signal,
				onProgress: (seconds, what) => onProgress(`${what} (${seconds} s)`),
			});
		},
		patchFor: (change, subject, format) => toolPatch(change, subject, format, session.reads()),
	};
}

/** The role named, or else the state machine's own. */
async function roleOf(
	roleArn: string | null,
	stateMachineArn: string | null,
	reads: Reads,
): Promise<string | null> {
	if (roleArn !== null || stateMachineArn === null) {
		return roleArn;
	}

	const machine = await reads.stateMachine(stateMachineArn).catch(ifRefused(null));
	return machine?.roleArn ?? null;
}

function subjectOf(
	{stateMachineArn, executionArn, roleArn, facts, ...choice}: SubjectChoice & {facts: Facts},
	{partition, region, accountId}: Identity,
): Subject {
	const place = {partition, region, accountId, facts};
	const logGroupArn = choice.logGroupArn ?? facts.logGroupArn?.replace(/:\*$/, '') ?? null;

	if (stateMachineArn !== null) {
		const kind = 'state-machine';
		return {...place, kind, stateMachineArn, executionArn, roleArn, logGroupArn};
	}

	if (roleArn === null) {
		throw new TypeError('Neither a state machine nor a role was chosen.');
	}

	return {...place, kind: 'not-created', roleArn, logGroupArn};
}
