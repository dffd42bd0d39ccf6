import {AccountError} from '../account/account-error.ts';
import type {AwsCommand} from '../aws/command.ts';
import type {Answer, Beside, Check, CheckContext, Evidence, Outcome} from './check.ts';
import type {Detail} from './detail.ts';
import type {Remedy, Request} from './remedy.ts';
import {describedSubject, type Subject} from './subject.ts';

/** A check with its answer, everything that it may leave out filled in. */
export type AnsweredCheck = {
	id: string;
	title: string;
	decisive: boolean;
	outcome: Outcome;
	evidence: Evidence;
	answer: string;
	details: Detail[];
	/** Never empty for an unknown, unless no command can tell. */
	findOut: AwsCommand[];
	/** Only those of a problem are applied without being named. */
	remedies: Remedy[];
	requests: Request[];
	notAFault: boolean;
	isGone?: boolean;
	besides?: Beside[];
	deniedRead?: string;
};

export type Verdict = 'healthy' | 'problem' | 'not-a-fault' | 'no-verdict';

export type Diagnosis = {
	checks: AnsweredCheck[];
	remedies: Remedy[];
	requests: Request[];
	verdict: Verdict;
};

/**
 * Starts every check at once and reports each answer as it arrives; the result is in the flow's order. `onLeftOut`
 * hears the id of a check that turns out not to concern the subject.
 */
export async function diagnose(
	checks: readonly Check[],
	context: CheckContext,
	onAnswer: (answered: AnsweredCheck) => void = () => {},
	onLeftOut: (id: string) => void = () => {},
): Promise<Diagnosis> {
	const answered = await Promise.all(
		concerningChecks(checks, context.subject).map(async check => {
			const result = await answerCheck(check, context);

			if (result) {
				onAnswer(result);
			} else {
				onLeftOut(check.id);
			}

			return result;
		}),
	);
	const concerning = answered.filter(result => result !== null);

	return {
		checks: concerning,
		remedies: uniqueRemedies(concerning),
		requests: concerning.flatMap(({requests}) => requests),
		verdict: verdictOf(concerning),
	};
}

export const concerningChecks = (checks: readonly Check[], subject: Subject): Check[] =>
	checks.filter(check => check.appliesTo?.(subject) ?? true);

/** The first remedy of every problem: what `fix --yes` applies. */
export const narrowestRemedies = (checks: readonly AnsweredCheck[]): Remedy[] =>
	byId(
		checks
			.filter(({outcome}) => outcome === 'problem')
			.flatMap(({remedies}) => remedies.slice(0, 1)),
	);

const uniqueRemedies = (checks: readonly AnsweredCheck[]): Remedy[] =>
	byId(checks.flatMap(({remedies}) => remedies));

const byId = (remedies: readonly Remedy[]): Remedy[] => [
	...new Map(remedies.map(remedy => [remedy.id, remedy])).values(),
];

async function answerCheck(check: Check, context: CheckContext): Promise<AnsweredCheck | null> {
	const {id, title, decisive} = check;
	const answer = await check.run(context).catch(unmade);

	return (
		answer && {
			id,
			title,
			decisive,
			details: [],
			remedies: [],
			requests: [],
			notAFault: false,
			...answer,
			findOut: await waysToFindOut(answer, check, context),
		}
	);
}

/** Whatever the reason for an unknown, somebody else may know. */
async function waysToFindOut(
	{outcome, findOut = []}: Answer,
	check: Check,
	{subject, reads, now}: CheckContext,
): Promise<AwsCommand[]> {
	return outcome === 'unknown' && findOut.length === 0
		? check.findOut(await describedSubject(subject, reads), now())
		: findOut;
}

/** A check that could not be made says why. */
function unmade(error: unknown): Answer {
	const answer =
		error instanceof AccountError
			? `Cannot check this: ${error.message}`
			: `The check itself failed: ${error instanceof Error ? error.message : String(error)}`;

	return {
		outcome: 'unknown',
		evidence: 'read',
		answer,
		...(error instanceof AccountError &&
			error.kind === 'access-denied' && {deniedRead: error.operation}),
	};
}

function verdictOf(checks: readonly AnsweredCheck[]): Verdict {
	if (checks.some(({outcome}) => outcome === 'problem')) {
		return 'problem';
	}

	if (
		checks.length === 0 ||
		checks.some(({outcome, decisive}) => decisive && outcome === 'unknown')
	) {
		return 'no-verdict';
	}

	return checks.some(({notAFault}) => notAFault) ? 'not-a-fault' : 'healthy';
}
