import {planChanges} from '../changes/merge-changes.ts';
import {type Diagnosis, narrowestRemedies} from '../diagnosis/diagnose.ts';
import type {Subject} from '../diagnosis/subject.ts';
import type {EffectContext} from './event.ts';
import {showChange} from './show-change.ts';
import type {Unwritable} from './step.ts';

/** Null where the person can write it, or nothing says otherwise. */
export async function unwritable(
	{checks}: Diagnosis,
	subject: Subject,
	context: EffectContext,
): Promise<Unwritable | null> {
	const {state, services} = context;
	const {goal, writesOff, identity, isQuick} = state.settings;
	const planned = goal === 'check' ? planChanges(narrowestRemedies(checks)) : [];

	if (planned.length === 0) {
		return null;
	}

	const denied =
		writesOff === 'read-only' || isQuick
			? null
			: await services.deniedWrite(planned.map(({change}) => change));
	const why = denied
		? `IAM's simulator says that ${identity.arn} is not allowed to call ${denied.action} on ${denied.resource}.`
		: 'Nothing was written, because of --read-only.';

	if (denied === null && writesOff !== 'read-only') {
		return null;
	}

	const inSubject = {...context, state: {...state, subject}};
	const changes = planned.map(({change, remedyIds}) => showChange(change, remedyIds, inSubject));
	return {why, changes: await Promise.all(changes)};
}
