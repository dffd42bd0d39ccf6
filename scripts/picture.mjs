// Draws docs/wizard.svg: the wizard on the practice account, as a terminal shows it.
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

const root = path.resolve(import.meta.dirname, '..');
const columns = 92;
const rows = 46;
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

const emulator = new xterm.Terminal({
	cols: columns,
	rows,
	allowProposedApi: true,
	scrollback: 5000,
});
const {CI: _ci, NO_COLOR: _noColor, ...env} = process.env;
const pty = spawn(process.execPath, [path.join(root, 'bin/sfn-fix.js'), 'demo'], {
	name: 'xterm-256color',
	cols: columns,
	rows,
	env,
});
pty.onData(data => emulator.write(data));
emulator.onData(answer => pty.write(answer));

const {active} = emulator.buffer;
const lineText = index => active.getLine(index)?.translateToString(true) ?? '';
const lineTexts = () => Array.from({length: active.length}, (_, index) => lineText(index));

async function press(key, expected) {
	pty.write(key);
	const deadline = Date.now() + 20_000;

	while (
		!lineTexts()
			.slice(active.baseY)
			.some(line => line.includes(expected))
	) {
		if (Date.now() > deadline) {
			throw new Error(`${expected} was not seen on:\n${lineTexts().join('\n')}`);
		}

		await sleep(50);
	}

	await sleep(300);
}

await press('', 'Enter to choose');
await press('order-f', 'order-fulfilment');
await press('\r', 'Press Enter to use the error');
await press('\r', 'Check for this');
await press('\r', 'How shall it be mended');
await press('\u001B[B', 'How shall it be mended');
await press('\u001B[A', 'How shall it be mended');
await press('\r', 'in a policy on the log group itself');
await press('\r', 'Write this change?');

const all = lineTexts();
const heading = all.findIndex(line => line.startsWith('Checking for:'));
const problems = all.flatMap((line, index) => (/^ {2}PROBLEM/.test(line) ? [index] : []));
const diff = all.findIndex(line => /^Change 1 of/.test(line));
const confirm = all.findLastIndex(line => /Write this change\?/.test(line));
const shown = [
	...range(heading, heading + 3),
	...problems.flatMap(index => [null, ...range(index, index + 4)]),
	null,
	...range(diff, diff + 10),
	null,
	...range(confirm - 3, confirm + 2),
];
pty.kill();

function range(from, to) {
	return Array.from({length: to - from}, (_, index) => from + index);
}

const escapeXml = text =>
	text.replace(/[&<>]/g, sign => ({'&': '&amp;', '<': '&lt;', '>': '&gt;'})[sign]);

/** Runs of equal look in one line of the screen. */
function spansOf(index) {
	const line = active.getLine(index);
	const spans = [];

	for (let column = 0; line && column < columns; column++) {
		const at = line.getCell(column);
		const look = `${at.isFgPalette() ? palette[at.getFgColor() % 8] : '#d9d7ce'}|${at.isBold() ? 700 : 400}|${at.isDim() ? 0.6 : 1}`;
		const last = spans.at(-1);

		if (last?.look === look) {
			last.text += at.getChars() || ' ';
		} else {
			spans.push({look, column, text: at.getChars() || ' '});
		}
	}

	return spans.map(span => ({...span, text: span.text.trimEnd()})).filter(({text}) => text !== '');
}

const texts = shown.flatMap((index, row) => {
	const y = 40 + row * cell.height;

	if (index === null) {
		return [`<text x="16" y="${y}" fill="#5c6773">⋮</text>`];
	}

	return spansOf(index).map(({look, column, text}) => {
		const [fill, weight, opacity] = look.split('|');
		const x = (16 + column * cell.width).toFixed(1);
		return `<text x="${x}" y="${y}" fill="${fill}" font-weight="${weight}" opacity="${opacity}" xml:space="preserve">${escapeXml(text)}</text>`;
	});
});
const width = Math.ceil(32 + columns * cell.width);
const height = 56 + shown.length * cell.height;

await writeFile(
	path.join(root, 'docs/wizard.svg'),
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="14">
<rect width="100%" height="100%" rx="8" fill="#1b1f27"/>
${texts.join('\n')}
</svg>
`,
);
process.exit(0);
