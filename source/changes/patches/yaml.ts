/** A JSON value as YAML lines; `indent` counts spaces. */
export const yaml = (value: unknown, indent = 0): string => block(value, indent).join('\n');

function block(value: unknown, indent: number): string[] {
	const space = ' '.repeat(indent);

	if (Array.isArray(value)) {
		return value.flatMap(item => {
			const [first = '', ...rest] = isNested(item) ? block(item, indent + 2) : [scalar(item)];
			return [`${space}- ${first.trimStart()}`, ...rest];
		});
	}

	return Object.entries(value ?? {})
		.filter(([, member]) => member !== undefined)
		.flatMap(([key, member]) =>
			isNested(member)
				? [`${space}${plain(key)}:`, ...block(member, indent + 2)]
				: [`${space}${plain(key)}: ${scalar(member)}`],
		);
}

const isNested = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && Object.keys(value).length > 0;

const scalar = (value: unknown): string =>
	typeof value === 'string' ? plain(value) : (JSON.stringify(value) ?? 'null');

/** A JSON string is a YAML string; quoted wherever YAML could read something else. */
const plain = (text: string): string =>
	/^[A-Za-z][\w:/.-]*\w$/.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text)
		? text
		: JSON.stringify(text);
