import type {DescribedChange} from '../../changes/describe-change.ts';
import {shownLines} from '../../changes/diff.ts';
import {count} from '../../text.ts';
import {holdsSecret, longCommandNote, longestCommandLines, secretNote} from '../plain/remedies.ts';
import {escaped, fenced} from './markdown.ts';

const marks = {same: ' ', removed: '-', added: '+'} as const;

export const diffPart = ({diff}: Pick<DescribedChange, 'diff'>): string =>
	fenced(
		'diff',
		shownLines(diff)
			.map(line =>
				line.kind === 'folded'
					? `@@ ${count(line.lines, 'line')} unchanged @@`
					: `${marks[line.kind]} ${line.text}`,
			)
			.join('\n'),
	);

export function commandParts(command: string): string[] {
	const lines = command.split('\n').length;

	return lines > longestCommandLines
		? [longCommandNote(lines)]
		: [
				'The same with the AWS CLI:',
				fenced('sh', command),
				...(holdsSecret(command) ? [escaped(secretNote)] : []),
			];
}
