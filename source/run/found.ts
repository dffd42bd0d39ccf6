import type {Diagnosis} from '../diagnosis/diagnose.ts';
import {isRunning} from './services.ts';
import {failureToExplain, type RunState} from './state.ts';

/** The problems, or what stands for the cause of what failed. */
export const whatWasFound = ({
	reading,
	problemsFound,
	groupRetried,
	diagnosis,
	retried,
	...state
}: RunState): string[] => [
	...(reading
		? [
				state.followed && isRunning({followed: state.followed})
					? reading.flow.title
					: `the error says: ${reading.flow.title}`,
			]
		: []),
	...problemsFound,
	...(groupRetried?.outcome === 'failed' ? [groupRetried.message ?? ''] : []),
	...(diagnosis?.verdict === 'not-a-fault'
		? diagnosis.checks.filter(({notAFault}) => notAFault).map(({answer}) => answer)
		: []),
	// Nothing else stands for the cause of what was pasted or failed.
	...((diagnosis?.verdict === 'healthy' || state.explanation === 'no-problem-found') &&
	problemsFound.length === 0 &&
	reading &&
	diagnosis
		? diagnosis.checks.flatMap(({id, outcome, answer}) =>
				id === 'role-age' && outcome === 'warning'
					? [
							answer,
							...(retried?.outcome === 'succeeded'
								? [
										'most likely the new role had not propagated: nothing was changed, and the repeated call succeeded',
									]
								: []),
						]
					: [],
			)
		: []),
	...unexplained(state, diagnosis),
];

/** The failure that no check explains, in full, and who decides; or what is allowed by now. */
function unexplained(
	{
		explanation,
		fixedBy,
		...state
	}: Pick<RunState, 'explanation' | 'fixedBy' | 'followed' | 'sight'>,
	diagnosis: Diagnosis | null,
): string[] {
	const root = failureToExplain(state)?.root;

	if (explanation === 'put-right-since') {
		return [
			...(diagnosis?.checks ?? [])
				.filter(
					({decisive, outcome, evidence, isGone}) =>
						decisive && (isGone || (outcome === 'ok' && evidence === 'evaluated')),
				)
				.map(({answer}) => `fixed since the failure: ${answer}`),
			fixedBy === null ? 'which change fixed it was not seen' : `what changed: ${fixedBy}`,
		];
	}

	if (!root || explanation !== 'unexplained') {
		return [];
	}

	const {state: name, error, cause, chain} = root;
	const isFail = chain?.root?.type === 'Fail';
	return [
		`${name === null ? 'the execution' : `state ${name}`} failed${error ? ` with ${error}` : ''}${cause ? `: ${cause.length > 300 ? `${cause.slice(0, 300)}…` : cause}` : ''}`,
		...(isFail
			? [
					`${name} is a Fail state: the definition ends the execution on purpose, so the owner of the workflow decides`,
				]
			: []),
	];
}
