import {readFileSync} from 'node:fs';
import path from 'node:path';
import {Ajv} from 'ajv';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {examineFile} from '../../source/before-deployment/examine-file.ts';
import {fleetSarif, sarifLog} from '../../source/output/sarif.ts';
import {cdkTemplate} from '../template/files.ts';

/** The schema of the OASIS standard, as the npm package @microsoft/jest-sarif (MIT) carries it. */
const {
	$schema: _draft,
	id: _id,
	...schema
} = JSON.parse(readFileSync(path.join(import.meta.dirname, 'sarif-2.1.0-rtm.5.json'), 'utf8'));
const validate = new Ajv({
	strict: false,
	unicodeRegExp: false,
	allErrors: true,
	formats: {
		uri: text => URL.canParse(text),
		'uri-reference': text => URL.canParse(text, 'file:///'),
		'date-time': true,
	},
}).compile(schema);

const faults = (log: unknown): unknown[] => {
	validate(log);
	return (validate.errors ?? []).map(({instancePath, message}) => `${instancePath} ${message}`);
};

const examine = (text: string, name = 'template.json') =>
	examineFile({
		file: {path: name, text},
		policies: [],
		region: null,
		now: () => 0,
		readFile: () => Promise.reject(new Error('no file')),
	});

const broken = `{
	"StartAt": "Charge",
	"States": {
		"Charge": {"Type": "Pass", "Next": "Shipp"},
		"Ship": {"Type": "Pass", "End": true}
	}
}`;

describe('SARIF', () => {
	it('is valid by the schema of the standard, with nothing to report and with much', async () => {
		for (const text of [JSON.stringify(cdkTemplate), broken, '{"States": {}, ', 'StartAt: 1']) {
			expect(faults(sarifLog(await examine(text), '1.0.0'))).toEqual([]);
		}
	});

	it('points at the line of what is wrong', async () => {
		const {runs} = sarifLog(await examine(broken, './flows/my orders.asl.json'), '1.0.0');
		const [run] = runs;

		expect(
			run?.results.map(({ruleId, level, message, locations: [location]}) => [
				ruleId,
				level,
				message.text,
				location?.physicalLocation?.artifactLocation.uri,
				location?.physicalLocation?.region.startLine,
			]),
		).toEqual([
			['definition-rules', 'error', 'no state leads to "Ship".', 'flows/my%20orders.asl.json', 5],
			[
				'definition-rules',
				'error',
				'state "Charge": Next names the state "Shipp", which does not exist.',
				'flows/my%20orders.asl.json',
				4,
			],
		]);
	});

	it('names a file from here, and tells each rule as GitHub code scanning asks for it', async () => {
		const {runs} = sarifLog(await examine(broken, path.resolve('flows/a.json')), '1.0.0');
		const [run] = runs;
		const place = run?.results[0]?.locations[0]?.physicalLocation;

		expect(place?.artifactLocation.uri).toBe('flows/a.json');
		expect(run?.tool.driver.rules[0]).toMatchObject({
			shortDescription: {text: expect.any(String)},
			fullDescription: {text: expect.any(String)},
			help: {text: expect.any(String)},
		});
	});

	it('is valid for an account, where the ARN says which state machine is meant', () => {
		const results = (['problem', 'warning', 'unknown'] as const).map(outcome => ({
			stateMachineArn: `arn:aws:states:eu-west-1:123456789012:stateMachine:${outcome}`,
			name: outcome,
			verdict: 'problem' as const,
			executions: 'not-read' as const,
			checks: [
				{
					...{id: 'role-trust', title: 'The role trusts', outcome, answer: 'It does not.'},
					...{evidence: 'read' as const, details: [], findOut: []},
				},
			],
		}));

		expect(faults(fleetSarif(results, ['region x was not checked'], '1.0.0'))).toEqual([]);
		expect(
			fleetSarif(results, ['region x was not checked'], '1.0.0').runs[0]?.results.map(
				({level}) => level,
			),
		).toEqual(['error', 'warning', 'none']);
	});

	it('names each rule once, and every result by its rule', async () => {
		const {runs} = sarifLog(await examine(JSON.stringify(cdkTemplate)), '1.0.0');
		const [run] = runs;
		const rules = run?.tool.driver.rules ?? [];

		expect(new Set(rules.map(({id}) => id)).size).toBe(rules.length);
		for (const {ruleId, ruleIndex} of run?.results ?? []) {
			expect(rules[ruleIndex]?.id).toBe(ruleId);
		}
	});

	it('is valid for any names of states and files', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string(), fc.string({minLength: 1}), async (state, name) => {
				const text = JSON.stringify({StartAt: state, States: {[state]: {Type: 'Task', End: true}}});
				expect(faults(sarifLog(await examine(text, name), '1.0.0'))).toEqual([]);
			}),
			{numRuns: 50},
		);
	});
});
