import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

const program = path.resolve(import.meta.dirname, '../bin/sfn-fix.js');
const cell = {width: 8.4, height: 18};
const palette = [
	'#1b1f27',
	'#f07178',
	'#aad94c',
	'#e6b450',
	'#59c2ff',
	'#d2a6ff',
	'#95e6cb',
	'#c7c7c7',
];
const patience = 20_000;

/** The program in a terminal of this size: press keys, read lines, draw lines. */
export function openProgram(args, {columns, rows}) {
	const emulator = new xterm.Terminal({
		cols: columns,
		rows,
		allowProposedApi: true,
		scrollback: 5000,
	});
	const {CI: _ci, NO_COLOR: _noColor, ...env} = process.env;
	const pty = spawn(process.execPath, [program, ...args], {
		name: 'xterm-256color',
		cols: columns,
		rows,
		env,
	});
	pty.onData(data => emulator.write(data));
	emulator.onData(answer => pty.write(answer));

	const {active} = emulator.buffer;
	const lines = () =>
		Array.from(
			{length: active.length},
			(_, index) => active.getLine(index)?.translateToString(true) ?? '',
		);

	return {
		lines,
		close: () => pty.kill(),
		/** Presses a key and waits until the visible screen shows what is expected. */
		async press(key, expected) {
			pty.write(key);
			const deadline = Date.now() + patience;

			while (
				!lines()
					.slice(active.baseY)
					.some(line => line.includes(expected))
			) {
				if (Date.now() > deadline) {
					throw new Error(`${expected} was not seen on:\n${lines().join('\n')}`);
				}

				await sleep(50);
			}

			await sleep(300);
		},
		/** What the terminal shows now, line by line, each with its look. */
		screen: () =>
			Array.from({length: rows}, (_, row) => ({
				text: active.getLine(active.baseY + row)?.translateToString(true) ?? '',
				spans: spansOf(active.getLine(active.baseY + row), columns),
			})),
	};
}

const ground = '#1b1f27';
const ink = '#d9d7ce';

const colorOf = cell => {
	if (cell.isFgRGB()) {
		return `#${cell.getFgColor().toString(16).padStart(6, '0')}`;
	}

	return cell.isFgPalette() ? palette[cell.getFgColor() % 8] : ink;
};

/** Runs of equal look in one line of the screen. */
function spansOf(line, columns) {
	const spans = [];

	for (let column = 0; line && column < columns; column++) {
		const at = line.getCell(column);
		const inverse = Boolean(at.isInverse());
		const look = [
			`fill="${inverse ? ground : colorOf(at)}"`,
			...(at.isBold() ? ['font-weight="700"'] : []),
			...(at.isDim() ? ['opacity="0.65"'] : []),
			...(at.isUnderline() ? ['text-decoration="underline"'] : []),
		].join(' ');
		const last = spans.at(-1);

		// The second half of a wide character is empty.
		if (last?.look === look && last.inverse === inverse) {
			last.text += at.getWidth() === 0 ? '' : at.getChars() || ' ';
			last.end = column + 1;
		} else {
			spans.push({
				look,
				column,
				end: column + 1,
				inverse,
				mark: colorOf(at),
				text: at.getChars() || ' ',
			});
		}
	}

	return spans
		.map(span => (span.inverse ? span : {...span, text: span.text.trimEnd()}))
		.filter(({text}) => text !== '');
}

const escapeXml = text =>
	text.replace(/[&<>]/g, sign => ({'&': '&amp;', '<': '&lt;', '>': '&gt;'})[sign]);

/** One picture of these lines; null stands for lines left out. */
export const still = (lines, columns) =>
	picture(
		lines.length,
		columns,
		lines.map((line, row) => drawn(line, row)),
	);

/** The screens one after the other, over and over; the last one alone where no motion is wanted. */
export function moving(screens, columns, secondsEach) {
	const share = 100 / screens.length;
	const style = `<style>
.screen{opacity:0;animation:show ${screens.length * secondsEach}s step-end infinite}
@keyframes show{0%{opacity:1}${share.toFixed(3)}%{opacity:0}100%{opacity:0}}
@media (prefers-reduced-motion:reduce){.screen{animation:none}.screen:last-of-type{opacity:1}}
</style>`;
	const groups = screens.map(
		(lines, index) =>
			`<g class="screen" style="animation-delay:${index * secondsEach}s">${lines.map((line, row) => drawn(line, row)).join('\n')}</g>`,
	);

	return picture(Math.max(...screens.map(({length}) => length)), columns, [style, ...groups]);
}

function drawn(line, row) {
	const y = 34 + row * cell.height;

	if (line === null) {
		return `<text x="16" y="${y}" fill="#5c6773">⋮</text>`;
	}

	return line.spans
		.map(({look, column, end, inverse, mark, text}) => {
			const x = Math.round(16 + column * cell.width);
			const width = ((end - column) * cell.width).toFixed(1);
			const behind = inverse
				? `<rect x="${x}" y="${y - 13}" width="${width}" height="${cell.height}" fill="${mark}"/>`
				: '';
			return `${behind}<text x="${x}" y="${y}" ${look}>${escapeXml(text)}</text>`;
		})
		.join('');
}

function picture(rows, columns, parts) {
	const width = Math.ceil(32 + columns * cell.width);
	const height = 36 + rows * cell.height;

	return `<svg xml:space="preserve" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="14">
<rect width="100%" height="100%" rx="8" fill="${ground}"/>
${parts.join('\n')}
</svg>
`;
}
