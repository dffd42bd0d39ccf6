import {describe, expect, it} from 'vitest';
import type {FleetCheck, FleetPlace} from '../../source/fleet/result.ts';
import {printFleet} from '../../source/output/plain/fleet.ts';
import {createPage, plainStyle} from '../../source/output/plain/page.ts';

const finding = (outcome: FleetCheck['outcome'], id: string): FleetCheck => ({
	...{id, title: `Title of ${id}`, evidence: 'read', details: [], findOut: [], outcome},
	answer: `No policy\n allows lambda:InvokeFunction on arn:aws:lambda:eu-west-1:123456789012:function:f-${id}, nor on arn:aws:lambda:eu-west-1:210987654321:function:g.`,
});

const place = (...machines: [name: string, ...checks: FleetCheck[]][]): FleetPlace => ({
	...{accountId: '123456789012', region: 'eu-west-1', profile: null},
	results: machines.map(([name, ...checks]) => ({
		...{stateMachineArn: `arn:aws:states:eu-west-1:123456789012:stateMachine:${name}`, name},
		...{verdict: 'problem', executions: 'not-read', checks},
	})),
});

function printed(
	columns: number | undefined,
	where: FleetPlace,
	options: Parameters<typeof printFleet>[2] = {},
): string[] {
	let text = '';
	const write = (piece: string) => {
		text += piece;
	};
	const page = createPage({write, ...(columns !== undefined && {columns})}, plainStyle);
	printFleet(page, [where], options, false);
	return text.split('\n');
}

describe('the table of findings', () => {
	const two = place(
		['orders', finding('warning', 'x'), finding('problem', 'y')],
		['an-audit', finding('unknown', 'x'), finding('problem', 'x')],
	);

	it('has a row for each in a pipe, the worst first, with whole ARNs', () => {
		const rows = printed(undefined, two).filter(line => line.includes('No policy'));

		expect(rows.map(row => row.split(/ +/).slice(1, 3))).toEqual([
			['PROBLEM', 'an-audit'],
			['PROBLEM', 'orders'],
			['unknown', 'an-audit'],
			['warning', 'orders'],
		]);
		expect(rows[0]).toMatch(/on arn:aws:lambda:eu-west-1:123456789012:function:f-x, nor/);
	});

	it.each([
		[{}, 'Fix one with: sfn-fix arn:aws:states:eu-west-1:123456789012:stateMachine:an-audit'],
		[{practice: 'healthy'}, 'Fix one with: sfn-fix demo healthy'],
		// With a pseudonym, the command could not run.
		[{redact: true}, undefined],
	])('ends with a command that runs: %j', (options, command) => {
		const lines = printed(undefined, two, options);
		expect(lines.find(line => line.startsWith('Fix one'))).toBe(command);
	});

	it('has one row where several checks of a state machine answer alike', () => {
		const alike = {...finding('problem', 'x'), id: 'y'};
		const lines = printed(undefined, place(['orders', finding('problem', 'x'), alike]));

		expect(lines.filter(line => line.includes('No policy'))).toHaveLength(1);
	});

	it.each([80, 60, 40])(
		'fits %i columns: only an ARN of another account can be longer',
		columns => {
			const lines = printed(columns, two).filter(line => !line.startsWith('Fix one'));

			expect(lines.filter(line => line.length > columns)).toEqual([]);
			expect(lines.join('\n')).toContain(' function:f-x,');
		},
	);

	it('keeps its columns beside a long name, which is never cut', () => {
		const long = 'n'.repeat(80);
		const lines = printed(
			80,
			place(['brief', finding('problem', 'x')], [long, finding('problem', 'y')]),
		);
		const column = lines.find(line => line.includes('brief'))?.indexOf('No policy');

		expect(lines.some(line => line.endsWith(long))).toBe(true);
		expect(lines.filter(line => line.indexOf('No policy') === column)).toHaveLength(2);
	});

	it('counts the findings of each check where they are more than a window shows', () => {
		const many = Array.from({length: 21}, (_each, index): [string, FleetCheck] => [
			`machine-${index}`,
			finding(index < 3 ? 'problem' : 'unknown', 'x'),
		]);

		expect(printed(80, place(...many)).join('\n')).toMatch(
			/Findings by check\n {2}PROBLEM +3 {2}Expected: Title of x\n {2}unknown +18 {2}Expected: Title of x\n/,
		);
		expect(printed(80, two).join('\n')).not.toContain('Findings by check');
	});
});
