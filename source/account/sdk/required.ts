/** AWS's types leave every member optional; one that an answer cannot do without is asked for here. */
export function required<Value>(value: Value | null | undefined, member: string): Value {
	if (value === undefined || value === null) {
		throw new Error(`the answer has no ${member}`);
	}

	return value;
}
