import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {bySeverity, distinctChecks, type FleetPlace, type FleetResult} from '../fleet/result.ts';
import {count} from '../text.ts';
import {type Choice, choice} from './choice.ts';

/** A state machine with findings, and where it is. */
export type FoundMachine = FleetResult & Pick<FleetPlace, 'accountId' | 'region' | 'profile'>;

/** By `keyOfFound`: with which status the wizard ended on it. */
export type Opened = ReadonlyMap<string, ExitStatus>;

export const whyFound =
	'The wizard opens on the state machine that you choose, and the list comes back afterwards. Nothing is written without a yes.';

/** At an endpoint that is not AWS's, regions can share their ARNs. */
export const keyOfFound = ({stateMachineArn, region}: FoundMachine): string =>
	`${stateMachineArn} ${region}`;

/** Those that are not in order, the worst first. */
export const foundIn = (places: readonly FleetPlace[]): FoundMachine[] =>
	bySeverity(
		places.map(({results, accountId, region, profile}) =>
			results
				.filter(({checks}) => checks.length > 0)
				.map(result => ({...result, accountId, region, profile})),
		),
	);

/** So many can be chosen by one key. */
const mostUnfiltered = 9;

export function pickFound(
	machines: readonly FoundMachine[],
	opened: Opened,
	/** Several accounts or regions were checked. */
	isPlaceTold: boolean,
): Choice<FoundMachine> {
	const next = machines.find(machine => !opened.has(keyOfFound(machine)));

	const states = machines.map(machine => {
		const status = opened.get(keyOfFound(machine));
		const [worst, ...others] = distinctChecks(machine);
		const more = others.length === 0 ? [] : [`${others.length} more`];
		return status === undefined ? [worst?.outcome ?? '', ...more].join(', ') : wordsOf(status);
	});
	const width = Math.max(...states.map(state => state.length));

	return choice<FoundMachine>('Which state machine do you want to fix?', {
		note:
			opened.size === 0
				? `${count(machines.length, 'state machine')} with findings, the worst first.`
				: `${opened.size} of ${count(machines.length, 'state machine')} opened. The findings are those of the check above.`,
		filterFor: machines.length > mostUnfiltered ? 'state machine' : null,
		// Nothing is opened by Enter alone that nobody chose: the next one is once there was a first.
		preselected: next && opened.size > 0 ? keyOfFound(next) : null,
		options: machines.map((machine, index) => {
			const {stateMachineArn, name, accountId, region, profile} = machine;
			const place = [accountId, region, profile ?? []].flat().join('  ');
			const state = states[index] ?? '';

			return {
				key: keyOfFound(machine),
				label: name,
				detail: isPlaceTold ? `${state.padEnd(width)}  ${place}` : state,
				hint: inShort(distinctChecks(machine)[0]?.answer ?? ''),
				alsoFoundBy: stateMachineArn,
				event: machine,
			};
		}),
	});
}

const wordsOf = (status: ExitStatus): string =>
	status === exitStatus.healthy ? 'done' : 'opened, not fixed';

const longestHint = 200;

/** The whole answer was printed. Cut between words: no name and no ARN is broken. */
const inShort = (answer: string): string =>
	answer.length <= longestHint
		? answer
		: `${answer.slice(0, answer.lastIndexOf(' ', longestHint))} ...`;

const worstFirst: readonly ExitStatus[] = [
	exitStatus.problem,
	exitStatus.changedInBetween,
	exitStatus.noVerdict,
];

/** That of the check where nothing was opened, or else the worst of what the wizard ended with. */
export const statusAfter = (opened: Opened, checked: ExitStatus): ExitStatus =>
	opened.size === 0
		? checked
		: (worstFirst.find(status => [...opened.values()].includes(status)) ?? exitStatus.healthy);
