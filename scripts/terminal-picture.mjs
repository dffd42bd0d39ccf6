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
		/** An SVG of these lines of the terminal; null stands for lines left out. */
		draw: shown =>
			svg(
				shown.map(index => (index === null ? null : spansOf(active.getLine(index), columns))),
				columns,
			),
	};
}

/** Runs of equal look in one line of the screen. */
function spansOf(line, columns) {
	const spans = [];

	for (let column = 0; line && column < columns; column++) {
		const at = line.getCell(column);
		const fill = at.isFgPalette() ? palette[at.getFgColor() % 8] : '#d9d7ce';
		const look = `fill="${fill}" font-weight="${at.isBold() ? 700 : 400}" opacity="${at.isDim() ? 0.6 : 1}"`;
		const last = spans.at(-1);

		if (last?.look === look) {
			last.text += at.getChars() || ' ';
		} else {
			spans.push({look, column, text: at.getChars() || ' '});
		}
	}

	return spans.map(span => ({...span, text: span.text.trimEnd()})).filter(({text}) => text !== '');
}

const escapeXml = text =>
	text.replace(/[&<>]/g, sign => ({'&': '&amp;', '<': '&lt;', '>': '&gt;'})[sign]);

function svg(rows, columns) {
	const width = Math.ceil(32 + columns * cell.width);
	const height = 56 + rows.length * cell.height;
	const texts = rows.flatMap((spans, row) => {
		const y = 40 + row * cell.height;

		return spans === null
			? [`<text x="16" y="${y}" fill="#5c6773">⋮</text>`]
			: spans.map(
					({look, column, text}) =>
						`<text x="${(16 + column * cell.width).toFixed(1)}" y="${y}" ${look} xml:space="preserve">${escapeXml(text)}</text>`,
				);
	});

	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="14">
<rect width="100%" height="100%" rx="8" fill="#1b1f27"/>
${texts.join('\n')}
</svg>
`;
}
