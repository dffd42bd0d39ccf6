import {setImmediate as turn} from 'node:timers/promises';
import {expect, test, vi} from 'vitest';
import {lessonTitles, scenarioTitles} from '../../source/practice/scenario-titles.ts';
import {choice} from '../../source/run/choice.ts';
import {pickPractice} from '../../source/run/practice-choice.ts';
import type {FrameSize} from '../../source/wizard/components/frame-size.ts';
import {
	type FirstFrame,
	listFrame,
	paintFirst,
	waitingFrame,
} from '../../source/wizard/first-frame.ts';
import {showOpening} from '../../source/wizard/opening.tsx';
import {pickOnScreen} from '../../source/wizard/pick-on-screen.tsx';
import {openEmulator} from './terminal.ts';

vi.hoisted(() => {
	process.env.FORCE_COLOR = '1';
});

type Emulator = ReturnType<typeof openEmulator>;

const practice = pickPractice(scenarioTitles, lessonTitles);

const short = choice<string>('Which of these state machines do you want to open now?', {
	note: 'Two of them were opened, and the others wait.',
	options: [
		{key: 'a', label: 'orders', detail: 'opened', event: 'a'},
		{
			key: 'b',
			label: 'nightly-billing-of-every-customer-of-the-year',
			detail: 'The role cannot be assumed by Step Functions.',
			hint: 'Opens the wizard on it, in its own account.',
			event: 'b',
		},
		{key: 'c', label: '予約', detail: 'wide', event: 'c'},
	],
	preselected: 'b',
});
const waiting = 'Asking AWS who you are, in eu-west-1 as profile a-profile-with-a-long-name';

const sizes = [24, 40, 59, 60, 80, 140].flatMap(columns =>
	[6, 10, 23, 24, 50].map(rows => ({columns, rows})),
);

/** What stands on the screen, with how it looks. */
function seen({term}: Emulator): string[] {
	const {active} = term.buffer;

	return Array.from({length: term.rows}, (_, y) => {
		const line = active.getLine(active.baseY + y);
		const cells = Array.from({length: term.cols}, (_, x) => {
			const cell = line?.getCell(x);
			const looks = [cell?.isBold(), cell?.isDim(), cell?.getFgColor()];
			return cell?.getChars().trim() ? `${cell.getChars()}${looks.map(Number).join(',')}` : ' ';
		});
		return cells.join('').trimEnd();
	});
}

const wordsOf = ({term}: Emulator) =>
	Array.from({length: term.rows}, (_, y) => term.buffer.active.getLine(y)?.translateToString(true));

const settled = async (emulator: Emulator) => {
	for (let before = ''; ; ) {
		await turn();
		await new Promise<void>(resolve => emulator.term.write('', resolve));
		const now = seen(emulator).join('\n');

		if (now === before && now.trim() !== '') {
			return seen(emulator);
		}

		before = now;
	}
};

const painted = async (
	frameIn: (size: FrameSize) => FirstFrame,
	size: FrameSize,
	colour: boolean,
) => {
	const emulator = openEmulator(size);
	const frame = paintFirst(frameIn, emulator, colour);
	const shown = await settled(emulator);
	frame?.erase();
	return shown;
};

const asked = [
	{of: 'a list that is filtered', question: practice, leavesOnEscape: false},
	{of: 'a short list', question: short, leavesOnEscape: true},
];

async function expectSameList(
	{question, leavesOnEscape}: Pick<(typeof asked)[number], 'question' | 'leavesOnEscape'>,
	size: FrameSize,
	colour: boolean,
): Promise<void> {
	const emulator = openEmulator(size);
	const given = {colour, painted: null, leavesOnEscape};
	const picking = pickOnScreen<unknown>(question, 'why', given, emulator);
	const drawn = await settled(emulator);
	emulator.stdin.write('\u0003');
	expect(await picking).toBe('interrupted');
	const first = await painted(of => listFrame(question, {...of, leavesOnEscape}), size, colour);
	expect(first, `${size.columns}x${size.rows}`).toEqual(drawn);
}

test.each(asked)('what is painted of $of is what Ink draws, in every size', async list => {
	for (const size of sizes) {
		await expectSameList(list, size, true);
	}

	await expectSameList(list, {columns: 10, rows: 5}, true);
	await expectSameList(list, {columns: 80, rows: 24}, false);
});

test('what is painted while AWS is asked is what Ink draws, in every size', async () => {
	for (const size of sizes) {
		const emulator = openEmulator(size);
		const opening = showOpening(waiting, {colour: true, painted: null}, emulator);
		const drawn = await settled(emulator);
		opening.screens.close();
		const first = await painted(of => waitingFrame(waiting, of), size, true);
		expect(first, `${size.columns}x${size.rows}`).toEqual(drawn);
	}
});

test('Ink takes the place of what is painted, also where the window has become narrower', async () => {
	const emulator = openEmulator({columns: 80, rows: 30});
	const lines = () => wordsOf(emulator).join('\n');
	emulator.stdout.write('$ sfn-fix\n');
	const painted = paintFirst(of => waitingFrame(waiting, of), emulator, true);
	emulator.term.resize(40, 30);
	Object.assign(emulator.stdout, {columns: 40});
	const opening = showOpening(waiting, {colour: true, painted}, emulator);
	await settled(emulator);
	expect(lines().split(waiting.slice(0, 20))).toHaveLength(2);
	opening.screens.close();
	await settled(emulator);
	expect(lines().trim()).toBe('$ sfn-fix');
});

test('nothing is painted where a screen reader reads what Ink says to it', () => {
	vi.stubEnv('INK_SCREEN_READER', 'true');
	const emulator = openEmulator();

	expect(
		paintFirst(of => listFrame(practice, {...of, leavesOnEscape: false}), emulator, true),
	).toBeNull();
	expect(emulator.raw()).toBe('');
	vi.unstubAllEnvs();
});

test('the terminal echoes no key below what is painted', () => {
	const emulator = openEmulator();
	const frame = paintFirst(of => waitingFrame(waiting, of), emulator, false);
	expect(emulator.stdin.setRawMode).toHaveBeenCalledWith(true);
	frame?.erase();
});

test('a signal that comes before Ink finds the screen as it was', async () => {
	const emulator = openEmulator();
	const before = process.listeners('SIGINT');
	paintFirst(of => waitingFrame(waiting, of), emulator, false);
	const [first] = process.listeners('SIGINT').filter(listener => !before.includes(listener));
	first?.('SIGINT');
	await new Promise<void>(resolve => emulator.term.write('', resolve));

	expect(wordsOf(emulator).join('').trim()).toBe('');
	expect(process.listeners('SIGINT')).toEqual(before);
});
