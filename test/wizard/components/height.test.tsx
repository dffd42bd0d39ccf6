import {render} from 'ink-testing-library';
import {expect, test} from 'vitest';
import {Frame} from '../../../source/wizard/components/frame.tsx';
import {Keys} from '../../../source/wizard/components/keys.tsx';
import {List} from '../../../source/wizard/components/list.tsx';
import {Words} from '../../../source/wizard/components/words.tsx';

// The terminal of these tests has 100 columns and 30 rows.
const rowsOf = (frame = '') => frame.split('\n').length;
const nothing = () => {};

test('a frame is never as tall as the terminal', () => {
	const lines = Array.from({length: 100}, (_, index) => `line ${index}`);
	const {lastFrame, unmount} = render(
		<Frame>
			{lines.map(line => (
				<Words key={line}>{line}</Words>
			))}
		</Frame>,
	);

	expect(rowsOf(lastFrame())).toBeLessThan(30);
	expect(lastFrame()).toContain('line 0');
	unmount();
});

test('a list of thousands paints only what the terminal holds', () => {
	const items = Array.from({length: 5000}, (_, index) => ({
		key: `${index}`,
		label: `item ${index}`,
	}));
	const {lastFrame, unmount} = render(
		<Keys onInterrupt={nothing}>
			<List
				items={items}
				filterFor="item"
				question="Which item?"
				canGoBack={false}
				onPick={nothing}
				onBack={nothing}
				onQuit={nothing}
			/>
		</Keys>,
	);

	expect(rowsOf(lastFrame())).toBeLessThanOrEqual(30 - 5);
	expect(lastFrame()).toContain('(5,000 items)');
	unmount();
});
