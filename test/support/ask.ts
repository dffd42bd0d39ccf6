import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {type AnsweredCheck, diagnose} from '../../source/diagnosis/diagnose.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import type {FakeAccount} from './fake-reads.ts';
import {aContext, aSubject} from './samples.ts';

/** The check's own answer; what it throws is thrown. */
export async function ask(check: Check, account: FakeAccount, subject?: Subject): Promise<Answer> {
	const answer = await check.run(aContext(account, subject));

	if (!answer) {
		throw new Error(`${check.id} does not concern this subject.`);
	}

	return answer;
}

/** The answer as a person sees it: what the check throws has become unknown. */
export async function answered(
	check: Check,
	account: FakeAccount,
	subject: Subject = aSubject(),
): Promise<AnsweredCheck> {
	const {checks} = await diagnose([check], aContext(account, subject));
	const [only] = checks;

	if (!only) {
		throw new Error(`${check.id} does not concern this subject.`);
	}

	return only;
}
