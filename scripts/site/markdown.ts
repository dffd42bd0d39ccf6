/** Where a link leads once the pages are HTML. */
export type Relink = (target: string) => string;

export const escapeHtml = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');

/** The Markdown that this project's documents use, as HTML; any HTML within it is shown, not obeyed. */
export function toHtml(markdown: string, relink: Relink = target => target): string {
	const lines = markdown.replaceAll('\r', '').split('\n');
	const html: string[] = [];

	while (lines.length > 0) {
		html.push(takeBlock(lines, relink));
	}

	return html.filter(Boolean).join('\n');
}

function takeBlock(lines: string[], relink: Relink): string {
	const line = lines[0] ?? '';

	if (line.trim() === '' || /^<!--.*-->$/.test(line)) {
		lines.shift();
		return '';
	}

	if (/^(`{3,}|~{3,})/.test(line)) {
		return takeCode(lines);
	}

	const [, marks, title = ''] = line.match(/^(#{1,6}) (.*)$/) ?? [];

	if (marks) {
		lines.shift();
		return `<h${marks.length} id="${idOf(title)}">${inline(title, relink)}</h${marks.length}>`;
	}

	if (line.startsWith('|')) {
		return takeTable(lines, relink);
	}

	return listItem.test(line) ? takeList(lines, relink) : takeParagraph(lines, relink);
}

const listItem = /^( *)([-*]|\d+\.) +(.*)$/;

function takeCode(lines: string[]): string {
	const [, fence = '', language = ''] = lines.shift()?.match(/^(`{3,}|~{3,})(.*)$/) ?? [];
	const end = lines.findIndex(line => line.trim() === fence);
	const code = lines.splice(0, end < 0 ? lines.length : end);
	lines.shift();

	return `<pre tabindex="0"><code${language ? ` class="language-${escapeHtml(language)}"` : ''}>${escapeHtml(code.join('\n'))}</code></pre>`;
}

function takeTable(lines: string[], relink: Relink): string {
	const end = lines.findIndex(line => !line.startsWith('|'));
	const [head = [], , ...rows] = lines.splice(0, end < 0 ? lines.length : end).map(line =>
		line
			.trim()
			.replace(/^\||\|$/g, '')
			.split(/(?<!\\)\|/)
			.map(cell => cell.trim()),
	);
	const row = (cells: string[], tag: string) =>
		`<tr>${cells.map(cell => `<${tag}>${inline(cell.replaceAll('\\|', '|'), relink)}</${tag}>`).join('')}</tr>`;

	return `<div class="table" tabindex="0"><table><thead>${row(head, 'th')}</thead><tbody>${rows.map(cells => row(cells, 'td')).join('')}</tbody></table></div>`;
}

/** Items of one level; what is set in further belongs to the item before it. */
function takeList(lines: string[], relink: Relink): string {
	const [, indent = '', mark = ''] = lines[0]?.match(listItem) ?? [];
	const tag = /\d/.test(mark) ? 'ol' : 'ul';
	const items: string[] = [];

	for (;;) {
		const [, own, , text = ''] = lines[0]?.match(listItem) ?? [];

		if (own !== indent) {
			return `<${tag}>${items.map(item => `<li>${item}</li>`).join('')}</${tag}>`;
		}

		lines.shift();
		items.push(itemOf(text, lines, indent.length, relink));
	}
}

function itemOf(text: string, lines: string[], depth: number, relink: Relink): string {
	const words = [text];
	const blocks: string[] = [];
	const isInside = (line: string | undefined) =>
		line !== undefined && line.trim() !== '' && line.search(/\S/) > depth;

	while (isInside(lines[0]) || (lines[0]?.trim() === '' && isInside(lines[1]))) {
		if (blocks.length === 0 && isInside(lines[0]) && !listItem.test(lines[0] ?? '')) {
			words.push(lines.shift()?.trim() ?? '');
		} else if (listItem.test(lines[0] ?? '')) {
			blocks.push(takeList(lines, relink));
		} else {
			const end = lines.findIndex(line => line.trim() !== '' && !isInside(line));
			const inner = lines.splice(0, end < 0 ? lines.length : end);
			const set = Math.min(...inner.filter(Boolean).map(line => line.search(/\S/)));
			blocks.push(toHtml(inner.map(line => line.slice(set)).join('\n'), relink));
		}
	}

	return [inline(words.join(' '), relink), ...blocks].join('\n');
}

function takeParagraph(lines: string[], relink: Relink): string {
	const end = lines.findIndex(
		(line, index) =>
			index > 0 &&
			(line.trim() === '' || /^(#{1,6} |`{3}|~{3}|\|)/.test(line) || listItem.test(line)),
	);
	const text = lines.splice(0, end < 0 ? lines.length : end).join(' ');
	return `<p>${inline(text, relink)}</p>`;
}

/** Code first: nothing within it is markup. */
function inline(text: string, relink: Relink): string {
	return (
		text
			.split(/(`+[^`]+`+)/)
			.map((part, index) =>
				index % 2 === 1
					? `<code>${escapeHtml(part.replace(/^`+ ?|`+$/g, '').trim())}</code>`
					: marked(part, relink),
			)
			.join('')
			// A link around code was cut in three.
			.replace(
				/\[((?:(?!\]\().)*?<code>.*?<\/code>(?:(?!\]\().)*?)\]\(([^)\s]+)\)/g,
				(_all, label, target) => `<a href="${escapeHtml(relink(target))}">${label}</a>`,
			)
	);
}

const marked = (text: string, relink: Relink): string =>
	escapeHtml(text)
		.replace(
			/!\[([^\]]*)\]\(([^)\s]+)\)/g,
			(_all, alt, target) => `<img src="${relink(target)}" alt="${alt}">`,
		)
		.replace(
			/\[([^\]]+)\]\(([^)\s]+)\)/g,
			(_all, label, target) => `<a href="${relink(target)}">${label}</a>`,
		)
		.replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
		.replace(/(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])/g, '<em>$1</em>')
		.replace(/\\([\\`*_[\]<>#|~])/g, '$1');

export const idOf = (title: string): string =>
	title
		.toLowerCase()
		.replace(/[^\p{L}\p{N} -]/gu, '')
		.trim()
		.replaceAll(' ', '-');
