import type {ExaminedFile} from '../before-deployment/examine-file.ts';
import type {Finding} from '../before-deployment/findings.ts';
import {sanitise} from './sanitise.ts';

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarifLog({path, machines, show}: ExaminedFile, version: string) {
	const results = machines.flatMap(({machine, findings}) =>
		findings.map(finding => ({finding, machine: machine.id})),
	);
	const rules = [...new Map(results.map(({finding}) => [finding.check, ruleOf(finding)])).values()];

	return {
		$schema: 'https://json.schemastore.org/sarif-2.1.0.json',
		version: '2.1.0',
		runs: [
			{
				tool: {
					driver: {
						name: 'sfn-fix',
						semanticVersion: version,
						informationUri: 'https://www.npmjs.com/package/sfn-fix',
						rules,
					},
				},
				results: results.map(({finding, machine}) => ({
					ruleId: finding.check,
					ruleIndex: rules.findIndex(({id}) => id === finding.check),
					// What could not be checked is open, not failed: the format then asks for the level none.
					...(finding.level === 'note'
						? {kind: 'open', level: 'none'}
						: {kind: 'fail', level: finding.level}),
					message: {text: sanitise(show(finding.message))},
					locations: [
						{
							physicalLocation: {
								artifactLocation: {uri: uriOf(finding.file ?? path)},
								region: {startLine: finding.position.line, startColumn: finding.position.column},
							},
							logicalLocations: [{name: machine, kind: 'resource'}],
						},
					],
					partialFingerprints: {
						'sfnFix/v1': fingerprint([finding.check, machine, show(finding.message)].join('\n')),
					},
				})),
				columnKind: 'utf16CodeUnits',
			},
		],
	};
}

const ruleOf = ({check, title}: Finding) => ({
	id: check,
	shortDescription: {text: title},
});

/** Relative with slashes, as a checkout has it. */
const uriOf = (path: string): string =>
	path.replaceAll('\\', '/').replace(/^\.\//, '').split('/').map(encodeURIComponent).join('/');

/** FNV-1a: the same finding keeps its identity when lines move. */
function fingerprint(text: string): string {
	let hash = 0x811c9dc5;

	for (const character of text) {
		hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
	}

	return (hash >>> 0).toString(16).padStart(8, '0');
}
