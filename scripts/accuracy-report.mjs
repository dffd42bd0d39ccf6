/** These arrived later than the texts' first labels, which call them 'other'. */
const furtherFlows = [
	'resource-not-found',
	'already-exists',
	'callback-token-rejected',
	'logging-configuration-invalid',
	'request-rejected',
	'operation-rejected',
	'execution-stuck',
];

const fields = ['principal', 'action', 'resource'];

export const accepts = (label, flow) =>
	label === flow || (label === 'other' && (flow === null || furtherFlows.includes(flow)));

/** What is not ours may be called possible: that is a hint, no claim. */
export function isRight({row, incident}) {
	const [match] = incident.matches;
	const flow = row.flow === null && match?.confidence === 'possible' ? null : (match?.flow ?? null);
	return [row.flow, ...(row.alternatives ?? [])].some(label => accepts(label, flow));
}

/** Everything there is to say about a run, as text. */
export function report(results, milliseconds) {
	return [
		summary(results, milliseconds),
		confusion(results),
		perFlow(results),
		extraction(results),
		calibration(results),
		mistakes(results),
	].join('\n\n');
}

const flowOf = ({incident}) => incident.matches[0]?.flow ?? null;
const percent = (part, whole) => (whole === 0 ? '   -' : `${((100 * part) / whole).toFixed(1)} %`);

function summary(results, milliseconds) {
	const right = results.filter(isRight).length;
	const claimed = results.filter(result => result.row.flow === null && !isRight(result));

	return [
		`${results.length} texts in ${milliseconds.toFixed(0)} ms`,
		`right flow or accepted alternative: ${right} (${percent(right, results.length)})`,
		`not ours, but claimed: ${claimed.length}`,
	].join('\n');
}

function confusion(results) {
	const pairs = new Map();

	for (const result of results) {
		const pair = `${result.row.flow} -> ${flowOf(result)}${isRight(result) ? '' : '   wrong'}`;
		pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
	}

	const lines = [...pairs].sort().map(([pair, count]) => `${String(count).padStart(4)}  ${pair}`);
	return ['Confusion (label -> recognised)', ...lines].join('\n');
}

/** An accepted alternative counts as the label itself. */
function perFlow(results) {
	const labelled = results.map(result => ({
		label: isRight(result) && result.row.flow !== null ? flowOf(result) : result.row.flow,
		flow: result.row.flow === null && isRight(result) ? null : flowOf(result),
	}));
	const names = [...new Set(labelled.flatMap(({label, flow}) => [label, flow]))].sort();
	const lines = names.map(name => {
		const both = labelled.filter(({label, flow}) => label === name && flow === name).length;
		const precision = percent(both, labelled.filter(({flow}) => flow === name).length);
		const recall = percent(both, labelled.filter(({label}) => label === name).length);
		return `${String(name).padEnd(32)}${precision.padStart(10)}${recall.padStart(10)}`;
	});

	return [`${'Flow'.padEnd(32)} precision    recall`, ...lines].join('\n');
}

function extraction(results) {
	const lines = fields.map(field => {
		const stated = results.filter(({row}) => row[field] !== undefined && row[field] !== null);
		const right = stated.filter(({row, incident}) => incident.facts[field] === row[field]).length;
		const invented = results.filter(
			({row, incident}) => (row[field] ?? null) === null && incident.facts[field],
		);
		return `${field.padEnd(12)}${right} of ${stated.length} (${percent(right, stated.length)}), given though not labelled: ${invented.length}`;
	});

	return ['Facts', ...lines].join('\n');
}

function calibration(results) {
	const lines = ['certain', 'likely', 'possible'].map(confidence => {
		const claimed = results.filter(({incident}) => incident.matches[0]?.confidence === confidence);
		const right = claimed.filter(isRight).length;
		return `${confidence.padEnd(12)}${right} of ${claimed.length} (${percent(right, claimed.length)})`;
	});

	return ['Confidence', ...lines].join('\n');
}

function mistakes(results) {
	const lines = results.flatMap(result => {
		const {row, incident} = result;
		const wrong = isRight(result)
			? []
			: [
					`  flow: ${flowOf(result)} instead of ${[row.flow, ...(row.alternatives ?? [])].join(' or ')}`,
				];
		const facts = fields
			.filter(field => row[field] !== undefined && row[field] !== incident.facts[field])
			.map(field => `  ${field}: ${incident.facts[field]} instead of ${row[field] ?? 'nothing'}`);
		const all = [...wrong, ...facts];
		return all.length === 0 ? [] : [`${row.id}: ${incident.text.slice(0, 300)}`, ...all];
	});

	return ['Wrong', ...lines].join('\n');
}
