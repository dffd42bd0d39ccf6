import path from 'node:path';
import {escapeHtml, type Relink, toHtml} from './markdown.ts';
import type {Indexed} from './rank.ts';

/** A document of this project by its path below docs/, `flows/pass-role-denied.md`. */
export type Document = {file: string; markdown: string};

/** A page by its path below the site's root. */
export type Page = {url: string; html: string};

const titleOf = (markdown: string): string => markdown.match(/^# (.*)$/m)?.[1] ?? '';

/** `flows/README.md` is `flows/index.html`. */
export const urlOf = (file: string): string =>
	file.replace(/README\.md$/, 'index.md').replace(/\.md$/, '.html');

/** Every page of the site but the first one. */
export const pagesOf = (documents: readonly Document[], repository: string): Page[] =>
	documents.map(({file, markdown}) => ({
		url: urlOf(file),
		html: layout({
			title: titleOf(markdown),
			root: '../'.repeat(file.split('/').length - 1),
			main: toHtml(markdown, relinkFrom(file, repository)),
		}),
	}));

/** What lies beside stays on the site; the rest of the repository is looked at where it is published. */
const relinkFrom =
	(file: string, repository: string): Relink =>
	target => {
		if (/^[a-z]+:|^#/.test(target)) {
			return target;
		}

		const [name = '', anchor] = target.split('#');
		const where = path.posix.join('docs', path.posix.dirname(file), name);
		const end = anchor === undefined ? '' : `#${anchor}`;

		return where.startsWith('docs/')
			? `${urlOf(name)}${end}`
			: `${repository}/blob/main/${where}${end}`;
	};

/** What the search reads: the words of the errors are those within the blocks of text. */
export const indexOf = (documents: readonly Document[]): Indexed[] =>
	documents
		.filter(({file}) => !file.endsWith('README.md'))
		.map(({file, markdown}) => {
			const look = markdown.indexOf('## What looks like it');
			const own = look < 0 ? markdown : markdown.slice(0, look);
			const errors = [...own.matchAll(/^```text\n(.*?)\n```$/gms)].map(([, text = '']) => text);

			return {
				url: urlOf(file),
				title: titleOf(markdown).replaceAll('`', ''),
				errors: errors.join('\n'),
				body: own.replace(/^```.*?^```$/gms, ' ').replace(/^<!--.*$/gm, ' '),
			};
		});

/** The search, the known failures, the error names and the guides. */
export function firstPage(documents: readonly Document[]): Page {
	const list = (folder: string) =>
		documents
			.filter(({file}) => path.posix.dirname(file) === folder && !file.endsWith('README.md'))
			.map(
				({file, markdown}) =>
					`<li><a href="${urlOf(file)}">${escapeHtml(titleOf(markdown).replaceAll('`', ''))}</a></li>`,
			)
			.join('\n');

	return {
		url: 'index.html',
		html: layout({
			title: 'sfn-fix: why a Step Functions state machine fails',
			root: '',
			main: `<h1>Why does the state machine fail?</h1>
<form role="search">
<label for="search">Search by the words of the error</label>
<input id="search" type="search" name="q" autocomplete="off" autofocus placeholder="Paste the error, or type a part of it">
</form>
<p id="status" role="status" aria-live="polite"></p>
<ol id="results"></ol>
<h2>Known failures</h2>
<ul>${list('flows')}</ul>
<h2>Guides</h2>
<ul>${list('.')}</ul>
<details><summary><h2>By the name of the error</h2></summary>
<ul>${list('flows/errors')}</ul></details>
<script src="search-pages.js"></script>
<script src="search.js"></script>`,
		}),
	};
}

type Parts = {title: string; root: string; main: string};

const layout = ({title, root, main}: Parts): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${root}site.css">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header><a href="${root}index.html">sfn-fix</a> <nav aria-label="Site"><a href="${root}index.html#search">Search</a> <a href="${root}flows/index.html">Known failures</a></nav></header>
<main id="main">
${main}
</main>
</body>
</html>
`;
