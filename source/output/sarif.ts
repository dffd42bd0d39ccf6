import {isAbsolute, relative, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {ExaminedFile} from '../before-deployment/examine-file.ts';
import type {Finding} from '../before-deployment/findings.ts';
import type {FleetResult} from '../fleet/result.ts';
import {printable} from './sanitise.ts';

type Location = {
	physicalLocation?: {
		artifactLocation: {uri: string};
		region: {startLine: number; startColumn: number};
	};
	logicalLocations: {name: string; kind: 'resource'; fullyQualifiedName?: string}[];
};

type Entry = {
	check: string;
	title: string;
	level: Finding['level'];
	message: string;
	location: Location;
	/** What the finding is recognised by in the next run. */
	identity: string;
};

/** What was found in a file. */
export const sarifLog = ({path, machines, show}: ExaminedFile, version: string) =>
	logOf(
		// GitHub keeps the findings of each file apart by it, and refuses two logs without.
		{automationDetails: {id: `sfn-fix/${uriOf(path)}/`}},
		machines.flatMap(({machine, findings}) =>
			findings.map(
				({check, title, level, message, file, position}): Entry => ({
					check,
					title,
					level,
					message: show(message),
					location: {
						physicalLocation: {
							artifactLocation: {uri: uriOf(file ?? path)},
							region: {startLine: position.line, startColumn: position.column},
						},
						logicalLocations: [{name: machine.id, kind: 'resource'}],
					},
					identity: machine.id,
				}),
			),
		),
		version,
	);

const levels = {problem: 'error', warning: 'warning', unknown: 'note'} as const;

/** What was found in an account, which has no files: the ARN says where. */
export const fleetSarif = (
	results: readonly FleetResult[],
	/** In words, the accounts and regions that could not be checked. */
	failed: readonly string[],
	version: string,
) =>
	logOf(
		{
			invocations: [
				{
					executionSuccessful: failed.length === 0,
					toolExecutionNotifications: failed.map(text => ({
						level: 'error',
						message: {text: printable(text)},
					})),
				},
			],
		},
		results.flatMap(({stateMachineArn, name, checks}) =>
			checks.map(
				({id, title, outcome, answer}): Entry => ({
					check: id,
					title,
					level: levels[outcome],
					message: answer,
					location: {
						logicalLocations: [{name, fullyQualifiedName: stateMachineArn, kind: 'resource'}],
					},
					identity: stateMachineArn,
				}),
			),
		),
		version,
	);

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
function logOf(run: object, entries: readonly Entry[], version: string) {
	const rules = [...new Map(entries.map(({check, title}) => [check, title]))].map(
		([id, title]) => ({
			id,
			shortDescription: {text: title},
			// What GitHub code scanning asks for besides.
			fullDescription: {
				text: `${title}. A finding says that this is not so, or could not be checked.`,
			},
			help: {text: 'Run the same command without --sarif to see what was found and how to fix it.'},
		}),
	);

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
				results: entries.map(({check, level, message, location, identity}) => ({
					ruleId: check,
					ruleIndex: rules.findIndex(({id}) => id === check),
					// What could not be checked is open, not failed: the format then asks for the level none.
					...(level === 'note' ? {kind: 'open', level: 'none'} : {kind: 'fail', level}),
					message: {text: printable(message)},
					locations: [location],
					partialFingerprints: {'sfnFix/v1': fingerprint([check, identity, message].join('\n'))},
				})),
				...run,
				columnKind: 'utf16CodeUnits',
			},
		],
	};
}

/** Relative with slashes, as a checkout has it. */
const uriOf = (path: string): string => {
	const own = relative(process.cwd(), resolve(path));

	return own.startsWith('..') && isAbsolute(path)
		? pathToFileURL(path).href
		: own.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
};

/** FNV-1a: the same finding keeps its identity when lines move. */
function fingerprint(text: string): string {
	let hash = 0x811c9dc5;

	for (const character of text) {
		hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
	}

	return (hash >>> 0).toString(16).padStart(8, '0');
}
