import type {MapRun} from '../../account/step-functions.ts';
import type {FailureInSight} from '../../diagnosis/failure-in-sight.ts';
import type {FollowedFailure} from '../../diagnosis/followed-failure.ts';
import type {FailuresRead} from '../../failures/read-failures.ts';
import {grouped, timeOf} from '../../text.ts';
import {failureLines} from '../plain/failure.ts';
import {groupItems, groupsHeading} from '../plain/groups.ts';
import {printable} from '../sanitise.ts';
import {bulleted, escaped, fenced} from './markdown.ts';

/** A ticket takes 30,000 to 60,000 characters as a whole. */
const longestText = 10_000;

/** Without its secrets first: half of one would not be recognized. */
export function excerpt(text: string): string {
	const shown = printable(text);

	return shown.length > longestText
		? `${shown.slice(0, longestText)}\n[${grouped(shown.length - longestText)} more characters are not shown]`
		: shown;
}

export function groupParts(failures: FailuresRead | null, groupId: string | null): string[] {
	if (failures === null) {
		return [];
	}

	return [
		`${groupsHeading(failures)}, until ${timeOf(failures.until)}:`,
		bulleted(groupItems(failures, groupId).map(({lines}) => lines.map(escaped).join('. '))),
	];
}

export function chainParts(sight: FailureInSight, endedAt: Date): string[] {
	const lines = failureLines(sight, endedAt.getTime());
	const followed = 'followed' in sight ? sight.followed : null;
	const cause = followed?.root.cause ?? null;

	return lines.length === 0
		? []
		: [
				bulleted([...lines, ...(followed ? timesOf(followed) : [])].map(escaped)),
				...(cause === null ? [] : ['The cause in full:', fenced('text', excerpt(cause))]),
			];
}

function timesOf({failure: {startedAt, stoppedAt, chain}, mapRuns}: FollowedFailure): string[] {
	const at = chain.at(-1)?.at;
	const times = [
		...(startedAt ? [`started ${timeOf(startedAt)}`] : []),
		...(at ? [`failed ${timeOf(at)}`] : []),
		...(stoppedAt ? [`ended ${timeOf(stoppedAt)}`] : []),
	];

	return [
		...(times.length > 0 ? [`Times: ${times.join(', ')}`] : []),
		...mapRuns.map(({arn, run}) => `Map Run ${arn}: ${run ? mapRunWords(run) : 'not read'}`),
	];
}

const mapRunWords = ({status, items, executions, toleratedFailures}: MapRun): string =>
	`${status}. Items: ${countsOf(items)}. Executions: ${countsOf(executions)}. Tolerated: ${toleratedFailures.count} items, ${toleratedFailures.percentage} %`;

const countsOf = (counts: MapRun['items']): string =>
	Object.entries(counts)
		.flatMap(([name, many]) =>
			many ? [`${many} ${name.replaceAll(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)}`] : [],
		)
		.join(', ') || 'none';
