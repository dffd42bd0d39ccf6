import {render} from 'ink-testing-library';
import type {ReactNode} from 'react';
import {expect, test, vi} from 'vitest';
import type {DiffLine} from '../../../source/changes/diff.ts';
import {Diff} from '../../../source/wizard/components/diff.tsx';
import {Hints} from '../../../source/wizard/components/hints.tsx';
import {Indent} from '../../../source/wizard/components/indent.tsx';
import {Keys} from '../../../source/wizard/components/keys.tsx';
import {List} from '../../../source/wizard/components/list.tsx';
import {Rail, RailProvider, Step} from '../../../source/wizard/components/rail.tsx';
import {signs} from '../../../source/wizard/components/signs.ts';
import {stillClock, ThemeProvider} from '../../../source/wizard/components/theme.ts';
import {WidthProvider} from '../../../source/wizard/components/width.ts';
import {Words} from '../../../source/wizard/components/words.tsx';
import {Verbatim} from '../../../source/wizard/entries/part.tsx';

vi.hoisted(() => {
	process.env.FORCE_COLOR = '1';
});

const nothing = () => {};

function show(screen: ReactNode, {columns = 60, colour = false} = {}): string[] {
	const {lastFrame, unmount} = render(
		<ThemeProvider value={{clock: stillClock, colour}}>
			<Keys onInterrupt={nothing}>
				<RailProvider value>
					<WidthProvider value={{columns, isScrollback: true}}>{screen}</WidthProvider>
				</RailProvider>
			</Keys>
		</ThemeProvider>,
	);
	const lines = (lastFrame() ?? '').split('\n');
	unmount();
	return lines;
}

const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:customer-digest-write:$LATEST';

test.each([40, 45, 60, 78])('every row stays on the rail, %i columns wide', columns => {
	const rows = show(
		<>
			<Step>
				<Words>{`Checks: ${arn} is not allowed`}</Words>
			</Step>
			<Rail>
				<Indent by={11} marker={<Words>problem</Words>}>
					<Words>{`Nothing allows lambda:InvokeFunction on ${arn}.`}</Words>
				</Indent>
			</Rail>
		</>,
		{columns},
	);

	expect(rows.filter(row => !row.startsWith(signs.rail) && !row.startsWith(signs.step))).toEqual(
		[],
	);
	expect(rows.map(row => row.slice(1).trim()).join('')).toContain(arn);
});

test('what is to be copied has no rail before it, wherever it stands', () => {
	const command = `aws lambda get-policy --function-name ${arn}`;
	const rows = show(
		<Rail>
			<Indent by={11}>
				<Words>Find out with:</Words>
				<Verbatim>{command}</Verbatim>
			</Indent>
		</Rail>,
		{columns: 100},
	);

	expect(rows).toEqual([`${signs.rail}            Find out with:`, command]);
});

const lines: DiffLine[] = [
	{kind: 'same', text: '{'},
	{kind: 'removed', text: '  "Sid": "old", "Actions": 1}'},
	{kind: 'added', text: '  "Sid": "new", "Actions": 1}'},
];

test('a diff colors the keys and the numbers, keeps its signs and marks the changed words', () => {
	const rows = show(<Diff lines={lines} />, {colour: true}).join('\n');

	expect(rows).toContain('\u001B[32m+ ');
	expect(rows).toContain('\u001B[34m"Sid"');
	expect(rows).toContain('\u001B[35m1');
	expect(rows).toContain('\u001B[4mnew\u001B[24m');
});

test('without color a diff has its signs and the marks alone', () => {
	const rows = show(<Diff lines={lines} />).join('\n');

	expect(rows).toContain('+   "Sid": "');
	// biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes are what is looked for
	expect(new Set(rows.match(/\u001B\[[\d;]*m/g))).toEqual(new Set(['\u001B[4m', '\u001B[24m']));
});

test.each([
	['注文処理', 'テスト中'],
	['commande-reçue', 'Re\u0301cepisse\u0301'],
	['🚚 shipping', '👩‍🔧 repair'],
	['בדיקת תשלום', 'orders'],
])('what follows %s and %s is in one column', (one, other) => {
	const list = (
		<List
			items={[one, other].map(label => ({key: label, label, detail: '|STANDARD'}))}
			question="Which?"
			canGoBack={false}
			onPick={nothing}
			onBack={nothing}
			onQuit={nothing}
		/>
	);
	const rows = show(list).filter(row => row.includes('|STANDARD'));

	expect(rows).toHaveLength(2);
	expect(new Set(rows.map(row => columnOf(row)))).toHaveLength(1);
});

/** As a terminal counts: the wide characters of these names, and the accents that take no column. */
const columnOf = (row: string): number =>
	[...new Intl.Segmenter().segment(row.slice(0, row.indexOf('|STANDARD')))]
		.map(({segment}) => (/[\u3040-\u9FFF]|\p{Emoji_Presentation}/u.test(segment) ? 2 : 1))
		.reduce<number>((sum, width) => sum + width, 0);

test.each([40, 45, 80])(
	'a name that leaves no room stands above what belongs to it, %i wide',
	columns => {
		const name = 'payments-reconciliation-of-the-whole-group';
		const items = [name, 'orders', 'price-feed'].map(label => ({
			key: label,
			label,
			detail: 'STANDARD  failed 3 h ago',
		}));
		const rows = show(
			<List
				items={items}
				filterFor="state machine"
				question="Which?"
				canGoBack={false}
				onPick={nothing}
				onBack={nothing}
				onQuit={nothing}
			/>,
			{columns},
		);
		const at = rows
			.filter(row => /orders|price-feed/.test(row))
			.map(row => row.indexOf('STANDARD'));

		expect(new Set(at)).toHaveLength(1);
		expect(rows.map(row => row.trim()).join('')).toContain(name);
		expect(rows.some(row => row.includes('Type to filter') && row.includes('…'))).toBe(false);
	},
);

test.each([
	[80, 'Up/Down · Enter to choose · ? explain · Esc back · q leave'],
	// What Enter does is left out after the others: without it the question cannot be answered.
	[45, 'Enter to choose · Esc back · q leave'],
	[30, 'Enter to choose · q leave'],
	[20, 'Esc back · q leave'],
	[10, 'q leave'],
])('of the keys, whole ones are left out: %i columns', (columns, shown) => {
	const keys = ['Up/Down', 'Enter to choose', '? explain', 'Esc back', 'q leave'];
	expect(show(<Hints keys={keys} />, {columns})).toEqual([shown]);
});
