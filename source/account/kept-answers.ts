import type {Clock} from '../clock.ts';
import type {Account, Reads, Writes} from './account.ts';
import {keyOf} from './memoise.ts';

const keptMilliseconds = 30_000;
/** The credentials of a process change when they expire, or when a person signs in elsewhere meanwhile. */
const identityMilliseconds = 60_000;

const policiesAndLogging: ReadonlyArray<keyof Writes> = [
	'putInlinePolicy',
	'putLogGroupResourcePolicy',
	'putAccountResourcePolicy',
	'updateLogging',
];

/**
 * What the checks after a write can take from an answer of the last 30 seconds, and the writes after which it still
 * holds. Of `role` they need the trust policy, the boundary and the path; of `logGroupsNamed` which other log groups
 * were deleted, on which no verdict rests. The others are what a write is looked for in: they hold only where AWS was
 * asked after the last write, by the look that saw it. All else is asked again, for somebody else can have changed it:
 * the definition, the policies of the role, the log group.
 */
const holdsAfter = {
	role: policiesAndLogging,
	logGroupsNamed: policiesAndLogging,
	logGroupResourcePolicy: [],
	accountResourcePolicies: [],
	stateMachine: [],
} satisfies Partial<Record<keyof Reads, ReadonlyArray<keyof Writes>>>;

type Kept = keyof typeof holdsAfter;
type Asked = {name: Kept | 'identity'; at: number; answer: Promise<unknown>};
type Ask = (...arguments_: unknown[]) => Promise<unknown>;

/**
 * The account, with its last answers kept. `account.reads` always asks; `reusing` takes what is kept. Who asks is
 * looked up once a minute.
 */
export function keepAnswers({reads, writes}: Account, clock: Clock) {
	const answers = new Map<string, Asked>();

	const asking =
		(name: Asked['name']): Ask =>
		(...given) => {
			const key = `${name} ${keyOf(given)}`;
			const answer = (reads[name] as Ask)(...given);
			answers.set(key, {name, at: clock.now(), answer});
			answer.catch(() => answers.delete(key));
			return answer;
		};

	const reusing =
		(name: Asked['name'], milliseconds: number): Ask =>
		(...given) => {
			const known = answers.get(`${name} ${keyOf(given)}`);
			return known && clock.now() - known.at < milliseconds ? known.answer : asking(name)(...given);
		};

	const forget = (write: keyof Writes): void => {
		for (const [key, {name}] of answers) {
			if (name !== 'identity' && !(holdsAfter[name] as readonly string[]).includes(write)) {
				answers.delete(key);
			}
		}
	};

	// What was asked while a write was under way tells nothing about what followed it.
	const writing =
		(name: keyof Writes): Ask =>
		async (...given) => {
			try {
				return await (writes[name] as Ask)(...given);
			} finally {
				forget(name);
			}
		};

	const names = Object.keys(holdsAfter) as Kept[];
	const asked: Reads = {
		...reads,
		...Object.fromEntries(names.map(name => [name, asking(name)])),
		identity: reusing('identity', identityMilliseconds) as Reads['identity'],
	};

	return {
		account: {
			reads: asked,
			writes: Object.fromEntries(
				Object.keys(writes).map(name => [name, writing(name as keyof Writes)]),
			) as Writes,
		},
		reusing: {
			...asked,
			...Object.fromEntries(names.map(name => [name, reusing(name, keptMilliseconds)])),
		} as Reads,
	};
}
