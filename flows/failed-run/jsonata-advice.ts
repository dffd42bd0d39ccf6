import type {JsonataProblem} from '../../source/incident/details/jsonata.ts';

/** What JSONata's codes mean. https://docs.jsonata.org has the language; the codes are those of its reference implementation. */
const codes: readonly {code: RegExp; advice: string}[] = [
	{
		code: /^T04(?:10|11|12)$/,
		advice:
			'An argument has another type than the function takes, often because the path found nothing or one value instead of a list. Check each argument, and convert it: $string(), $number(), or [] after a path for a list.',
	},
	{
		code: /^T100[56]$|^T1007$|^T1008$/,
		advice:
			'The expression calls something that is no function. Check the spelling, and the $ before its name.',
	},
	{
		code: /^T1003$/,
		advice: 'The keys of an object must be strings. Convert the key with $string().',
	},
	{
		code: /^T20(?:0[1-4]|1[0-3])$|^D1002$/,
		advice:
			'An operator got a value of a type that it does not work with. Convert it first: $number() for arithmetic, $string() for &, and $exists() where it can be missing.',
	},
	{
		code: /^T200[79]$|^T2008$|^D3070$/,
		advice:
			'Only values of the same type can be compared or sorted. Convert both sides with $number() or $string().',
	},
	{
		code: /^D3030$|^D1001$|^D3001$/,
		advice:
			'The value is no number that $number() can read. Check it with $type(), and give a default where it can be empty.',
	},
	{
		code: /^D3137$|^D3141$/,
		advice:
			'The expression itself raised this with $error() or $assert(). The message is the one it was given.',
	},
	{
		code: /^D313[89]$/,
		advice:
			'$single() found no item or more than one. Use a filter with [0], or make the condition narrower.',
	},
	{
		code: /^D3110$/,
		advice:
			'$toMillis() takes an ISO 8601 time, or a picture as its second argument for another format.',
	},
	{
		code: /^D(?:2014|1001)$|^U1001$/,
		advice:
			'The expression takes too long or makes a sequence that is too large. Do this part in a Lambda function or a Map state.',
	},
	{
		code: /^S\d{4}$/,
		advice:
			'The expression has a syntax error. Check brackets, quotes and operators, and the enclosing {% and %}.',
	},
];

const types: Record<string, string> = {
	array:
		'JSONata returns one item alone when a path finds only one. Write [] after the path or put the expression in [ ] to keep a list: {% [$states.input.items] %}.',
	boolean:
		'A condition must be true or false. Compare explicitly, or wrap it: $exists($states.input.x), $boolean($states.input.x).',
	string: 'Convert the value: $string(…).',
	number: 'Convert the value: $number(…).',
	integer:
		'Convert the value: $number(…), and round it with $floor() or $round() where it has decimals.',
	object: 'Build one object: {"key": value}, or $merge([…]) for a list of objects.',
};

/** What to do, in JSONata's own means. */
export function jsonataAdvice({types: mismatch, code, isUndefined}: JsonataProblem): string[] {
	const byCode = codes.find(row => code !== null && row.code.test(code))?.advice;
	const byType = mismatch ? types[mismatch.expected.toLowerCase().replace(/^an? /, '')] : undefined;

	return [
		...(byType ? [byType] : []),
		...(byCode ? [byCode] : []),
		...(isUndefined && !mismatch
			? [
					'The expression found no value. Where a field can be missing, give a default: {% $exists($states.input.x) ? $states.input.x : "default" %}. Check the path letter by letter: JSONata is case-sensitive.',
					'Values of earlier states are there only if they were kept: assign them to a variable with Assign, or combine them in Output with $merge([$states.input, {…}]).',
				]
			: []),
	];
}
