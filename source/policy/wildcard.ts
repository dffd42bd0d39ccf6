declare const globBrand: unique symbol;

/**
 * A pattern in which the two wildcards are characters of their own, so that a literal `*` (written `${*}`
 * in a policy) stays apart. Policy documents hold no character above U+00FF, so these two are free.
 */
export type Glob = string & {readonly [globBrand]: true};

const anyRun = '\uE000';
const anyOne = '\uE001';
const wildcardRun = /[\uE000\uE001]{2,}/g;

/** `*` becomes any run of characters, `?` any one character. */
export const globOf = (pattern: string): Glob =>
	joinGlobs([pattern.replaceAll('*', anyRun).replaceAll('?', anyOne)]);

/** The text as it stands: its `*` and `?` are no wildcards. */
export const literalGlob = (text: string): Glob => text as Glob;

export const anythingGlob = anyRun as Glob;

/** Runs of wildcards get one spelling (`*?` and `?*` mean the same), so that they compare. */
export const joinGlobs = (parts: readonly string[]): Glob =>
	parts.join('').replace(wildcardRun, oneSpelling) as Glob;

function oneSpelling(run: string): string {
	const ones = run.replaceAll(anyRun, '');
	return ones.length === run.length ? ones : ones + anyRun;
}

export const ignoringCase = (glob: Glob): Glob => glob.toLowerCase() as Glob;

export const hasWildcard = (glob: Glob): boolean => glob.includes(anyRun) || glob.includes(anyOne);

/** What everything that fits begins with. */
export function literalStart(glob: Glob): string {
	const end = glob.search(/[\uE000\uE001]/);
	return end === -1 ? glob : glob.slice(0, end);
}

/**
 * True when everything that `subject` stands for fits `pattern`. A subject without wildcards is one text.
 * Errs towards false: what only several wildcards together would cover is not claimed.
 *
 * Greedy with one step back to the last `*`: at worst pattern times subject, in practice one pass.
 */
export function globCovers(pattern: Glob, subject: Glob): boolean {
	let at = 0;
	let position = 0;
	let lastRun = -1;
	let resumeAt = 0;

	while (at < subject.length) {
		if (pattern[position] === anyRun) {
			lastRun = position;
			position += 1;
			resumeAt = at;
		} else if (fits(pattern[position], subject[at])) {
			position += 1;
			at += 1;
		} else if (lastRun >= 0) {
			position = lastRun + 1;
			resumeAt += 1;
			at = resumeAt;
		} else {
			return false;
		}
	}

	return (
		position === pattern.length || (position === pattern.length - 1 && pattern[position] === anyRun)
	);
}

const fits = (wanted: string | undefined, given: string | undefined): boolean =>
	wanted === given || (wanted === anyOne && given !== anyRun);

/** True when some text fits both. */
export function globsOverlap(left: Glob, right: Glob): boolean {
	if (!hasWildcard(right)) {
		return globCovers(left, right);
	}

	if (!hasWildcard(left)) {
		return globCovers(right, left);
	}

	const from = differFrom(left, right);
	return from !== null && someTextFitsBoth(left.slice(from), right.slice(from));
}

/** How far both start alike, without a `*`; null where they part before one: most pairs are told apart here. */
function differFrom(left: Glob, right: Glob): number | null {
	let index = 0;

	while (index < left.length && index < right.length) {
		if (left[index] === anyRun || right[index] === anyRun) {
			return index;
		}

		if (!couldBeSame(left[index], right[index])) {
			return null;
		}

		index += 1;
	}

	return index;
}

/** Fills, from the ends, the table of "do the rest of left and the rest of right overlap", row by row. */
function someTextFitsBoth(left: string, right: string): boolean {
	let below = new Uint8Array(right.length + 1);

	for (let i = left.length; i >= 0; i -= 1) {
		const row = new Uint8Array(right.length + 1);

		for (let j = right.length; j >= 0; j -= 1) {
			row[j] = cell(left[i], right[j], below[j] ?? 0, row[j + 1] ?? 0, below[j + 1] ?? 0);
		}

		below = row;
	}

	return below[0] === 1;
}

function cell(
	left: string | undefined,
	right: string | undefined,
	down: number,
	across: number,
	diagonal: number,
): number {
	if (left === undefined && right === undefined) {
		return 1;
	}

	if (left === anyRun || right === anyRun) {
		return (left === undefined ? 0 : down) | (right === undefined ? 0 : across);
	}

	return left !== undefined && right !== undefined && couldBeSame(left, right) ? diagonal : 0;
}

const couldBeSame = (left: string | undefined, right: string | undefined): boolean =>
	left === right || left === anyOne || right === anyOne;

/** Whether all, some or nothing of what `subject` stands for fits `pattern`. */
export type Coverage = 'all' | 'some' | 'none';

export function coverage(pattern: Glob, subject: Glob): Coverage {
	if (globCovers(pattern, subject)) {
		return 'all';
	}

	return hasWildcard(subject) && globsOverlap(pattern, subject) ? 'some' : 'none';
}

/**
 * As `ArnLike` and `ArnEquals` compare: each of the six parts of an ARN by itself, so that a `*` does not
 * reach over a colon before the last part. What AWS makes of a pattern with fewer parts, such as a `*`
 * alone, is not documented: `some` wherever it would fit as plain text.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function arnCoverage(pattern: Glob, subject: Glob): Coverage {
	const patterns = arnParts(pattern);
	const whole = openEnded(subject);
	const subjects = arnParts(whole);

	if (patterns.length < 6) {
		return globsOverlap(pattern, subject) ? 'some' : 'none';
	}

	if (subjects.length < 6) {
		return 'none';
	}

	const parts = patterns.map((part, index) => coverage(part, subjects[index] ?? literalGlob('')));

	if (parts.includes('none')) {
		return 'none';
	}

	// What has an open end may turn out to be no ARN at all.
	return parts.includes('some') || whole !== subject ? 'some' : 'all';
}

/** "Everything that starts with `arn:aws:lo`" goes on with parts of which nothing is known. */
function openEnded(subject: Glob): Glob {
	const missing = 6 - subject.split(':').length;
	const goesOn = subject.endsWith(anyRun) && missing > 0;
	return (goesOn ? subject + `:${anyRun}`.repeat(missing) : subject) as Glob;
}

function arnParts(arn: Glob): Glob[] {
	const parts = arn.split(':');
	const head = parts.slice(0, 5);
	const tail = parts.slice(5);
	return [...head, ...(tail.length > 0 ? [tail.join(':')] : [])] as Glob[];
}
