/** The answer of a judgement; where it is neither yes nor no, what it hangs on. */
export type Truth = 'yes' | 'no' | {dependsOn: string[]};

export const truthOf = (holds: boolean): Truth => (holds ? 'yes' : 'no');

export function allOf(truths: Iterable<Truth>): Truth {
	const keys = new Set<string>();

	for (const truth of truths) {
		if (truth === 'no') {
			return 'no';
		}

		collect(truth, keys);
	}

	return keys.size === 0 ? 'yes' : {dependsOn: [...keys]};
}

export function anyOf(truths: Iterable<Truth>): Truth {
	const keys = new Set<string>();

	for (const truth of truths) {
		if (truth === 'yes') {
			return 'yes';
		}

		collect(truth, keys);
	}

	return keys.size === 0 ? 'no' : {dependsOn: [...keys]};
}

export function not(truth: Truth): Truth {
	if (truth === 'yes') {
		return 'no';
	}

	return truth === 'no' ? 'yes' : truth;
}

function collect(truth: Truth, keys: Set<string>): void {
	if (typeof truth === 'object') {
		for (const key of truth.dependsOn) {
			keys.add(key);
		}
	}
}
