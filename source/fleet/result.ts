import type {Outcome} from '../diagnosis/check.ts';
import type {AnsweredCheck, Verdict} from '../diagnosis/diagnose.ts';

/** What came of one state machine. Only what is not ok is kept. */
export type FleetResult = {
	stateMachineArn: string;
	name: string;
	verdict: Verdict;
	/** Where they were not read, the verdict is of the configuration alone. */
	executions: 'read' | 'not-read';
	checks: FleetCheck[];
};

/** What came of one account and region. */
export type FleetPlace = {
	accountId: string;
	region: string;
	profile: string | null;
	results: readonly FleetResult[];
};

/** An account and region that could not be checked at all. */
export type FailedPlace = {
	profile: string | null;
	region: string | null;
	verdict: 'no-verdict';
	error: {kind: string; message: string};
};

export type FleetCheck = Pick<
	AnsweredCheck,
	'id' | 'title' | 'evidence' | 'answer' | 'details' | 'findOut'
> & {
	outcome: Exclude<Outcome, 'ok'>;
};

const severity: Record<Verdict, number> = {
	problem: 0,
	'no-verdict': 1,
	'not-a-fault': 2,
	healthy: 3,
};

const outcomes: Record<FleetCheck['outcome'], number> = {problem: 0, unknown: 1, warning: 2};

/** Of several accounts and regions: the worst first, then place by place, then by name. */
export const bySeverity = <Result extends FleetResult>(
	places: readonly (readonly Result[])[],
): Result[] =>
	places
		.flatMap(inOrder)
		.toSorted(
			(one, other) => severity[one.verdict] - severity[other.verdict] || worst(one) - worst(other),
		);

/** By name, as people count: machine-3 is before machine-10. Intl.Collator would cost its tables. */
const inOrder = <Named extends {name: string}>(items: readonly Named[]): Named[] =>
	items
		.map(item => ({
			item,
			key: `${item.name.replaceAll(/\d+/g, digits => digits.padStart(80, '0'))} ${item.name}`,
		}))
		.sort(({key: one}, {key: other}) => (one < other ? -1 : one > other ? 1 : 0))
		.map(({item}) => item);

const bySeverityOf = (one: FleetCheck, other: FleetCheck): number =>
	outcomes[one.outcome] - outcomes[other.outcome];

/** The worst first; what several checks answer alike once. */
export const distinctChecks = ({checks}: FleetResult): FleetCheck[] => [
	...new Map(
		checks.toSorted(bySeverityOf).map(check => [`${check.outcome} ${check.answer}`, check]),
	).values(),
];

/** Each finding by itself: the worst first, then by the state machine's name. */
export const findingsOf = (results: readonly FleetResult[]): {name: string; check: FleetCheck}[] =>
	inOrder(results)
		.flatMap(result => distinctChecks(result).map(check => ({name: result.name, check})))
		.toSorted((one, other) => bySeverityOf(one.check, other.check));

/** How many state machines have it, by check: the worst first. */
export function countByCheck(
	results: readonly FleetResult[],
): {check: FleetCheck; times: number}[] {
	const counts = new Map<string, {check: FleetCheck; times: number}>();

	for (const check of results.flatMap(({checks}) => checks)) {
		const key = `${check.outcome} ${check.id}`;
		counts.set(key, {check, times: (counts.get(key)?.times ?? 0) + 1});
	}

	return [...counts.values()].toSorted(
		(one, other) => bySeverityOf(one.check, other.check) || other.times - one.times,
	);
}

const worst = ({checks}: FleetResult): number =>
	Math.min(3, ...checks.map(({outcome}) => outcomes[outcome]));

/** Of all state machines together. */
export const worstVerdict = (results: readonly {verdict: Verdict}[]): Verdict =>
	results.toSorted((one, other) => severity[one.verdict] - severity[other.verdict])[0]?.verdict ??
	'healthy';
