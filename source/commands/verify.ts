import type {Diagnosis} from '../diagnosis/diagnose.ts';
import {type Investigation, runChecks} from './investigate.ts';
import type {Narrator} from './narrator.ts';

const patienceMilliseconds = 30_000;

/** Runs the checks again on what stands there now, and gives a problem that lingers some time to pass. */
export async function verify(
	investigation: Investigation,
	found: Diagnosis,
	narrator: Narrator,
): Promise<Diagnosis> {
	const {session} = investigation;
	const started = session.clock.now();
	const before = problemsOf(found, investigation);

	for (let pause = 1000; ; pause *= 2) {
		session.refresh();
		const diagnosis = await runChecks(investigation);
		const waited = session.clock.now() - started;
		const lingers = problemsOf(diagnosis, investigation).some(id => before.includes(id));

		if (!lingers || waited + pause > patienceMilliseconds) {
			narrator.verified(diagnosis);
			return diagnosis;
		}

		narrator.waiting('Waiting until the change takes effect', Math.round(waited / 1000));
		await session.clock.sleep(pause);
	}
}

/** Those that a fix can take away: what is over stays as it was. */
function problemsOf(diagnosis: Diagnosis, {checks}: Investigation): string[] {
	const past = checks.filter(({aboutThePast}) => aboutThePast).map(({id}) => id);

	return diagnosis.checks
		.filter(({id, outcome}) => outcome === 'problem' && !past.includes(id))
		.map(({id}) => id);
}
