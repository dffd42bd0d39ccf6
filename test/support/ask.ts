import type {Check} from '../../source/diagnosis/check.ts';
import {type AnsweredCheck, diagnose} from '../../source/diagnosis/diagnose.ts';
import type {Flow} from '../../source/diagnosis/flow.ts';
import {loadChecks} from '../../source/diagnosis/flow.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {detailTexts} from '../../source/output/details.ts';
import type {FakeAccount} from './fake-reads.ts';
import {aContext, aSubject} from './samples.ts';

/** What a check found; details and commands as a person sees them. */
export type Found = Omit<AnsweredCheck, 'id' | 'title' | 'decisive' | 'details'> & {
	details: string[];
};

const location = {region: 'eu-west-1', profile: null, endpointUrl: null};

/** The check's own answer; what it throws is thrown. */
export async function ask(check: Check, account: FakeAccount, subject?: Subject): Promise<Found> {
	const answer = await check.run(aContext(account, subject));

	if (!answer) {
		throw new Error(`${check.id} does not concern this subject.`);
	}

	return seen({remedies: [], requests: [], findOut: [], details: [], notAFault: false, ...answer});
}

/** The answer as the program gives it: what the check throws has become unknown. */
export async function answered(
	check: Check,
	account: FakeAccount,
	subject: Subject = aSubject(),
): Promise<Found> {
	const {checks} = await diagnose([check], aContext(account, subject));
	const [only] = checks;

	if (!only) {
		throw new Error(`${check.id} does not concern this subject.`);
	}

	return seen(only);
}

const seen = (answer: Omit<AnsweredCheck, 'id' | 'title' | 'decisive'>): Found => ({
	...answer,
	details: detailTexts(answer, location),
});

export const checksOf = (flow: Pick<Flow, 'checks'>): Promise<Check[]> => loadChecks(flow.checks());
