import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';
import {toHtml} from '../../scripts/site/markdown.ts';
import {buildIndex, type Indexed, rank} from '../../scripts/site/rank.ts';

const root = path.resolve(import.meta.dirname, '../..');
let site: string;

const read = (file: string): string => readFileSync(path.join(site, file), 'utf8');

beforeAll(() => {
	site = path.join(mkdtempSync(path.join(tmpdir(), 'sfn-fix-site-')), 'site');
	execFileSync(process.execPath, [path.join(root, 'scripts/site.mjs'), site]);
}, 60_000);

afterAll(() => rmSync(path.dirname(site), {recursive: true, force: true}));

const pages = (): string[] =>
	readdirSync(site, {recursive: true, encoding: 'utf8'}).filter(file => file.endsWith('.html'));

describe('the site', () => {
	it('has a page for every known failure', () => {
		for (const {id, title} of flows) {
			expect(existsSync(path.join(site, 'flows', `${id}.html`)), title).toBe(true);
		}
	});

	it('has no link that leads nowhere, and none to a Markdown file of its own', () => {
		const broken = pages().flatMap(page =>
			[...read(page).matchAll(/(?:href|src)="([^"]+)"/g)]
				.map(([, target = '']) => target)
				.filter(target => !/^[a-z]+:/.test(target) && !target.startsWith('#'))
				.map(target => target.replace(/#.*/, ''))
				.filter(target => !existsSync(path.join(site, path.dirname(page), target)))
				.map(target => `${page}: ${target}`),
		);

		expect(broken).toEqual([]);
	});

	it('has one heading of the first level a page, a language, a title and no Markdown left', () => {
		for (const page of pages()) {
			const html = read(page);
			const words = html.replace(/<pre.*?<\/pre>|<code.*?<\/code>/gs, '');

			expect(html.match(/<h1/g), page).toHaveLength(1);
			expect(html).toMatch(/<html lang="en">[\s\S]*<title>[^<]+<\/title>/);
			expect(words, page).not.toMatch(/^#{1,6} |```|\]\(|\*\*\w/m);
		}
	});

	it('loads nothing from elsewhere', () => {
		for (const page of pages()) {
			expect(read(page)).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)="https?:/);
		}
	});
});

describe('the search', () => {
	const index = () => {
		const [, json = '[]'] =
			read('search-pages.js').match(/^globalThis\.searchPages = (.*);\n$/s) ?? [];
		return buildIndex(JSON.parse(json) as Indexed[]);
	};

	it('finds the page of a failure by any of its examples among the first three', () => {
		const built = index();
		const missed = flows.flatMap(({id, examples}) =>
			examples
				.map(example =>
					rank(example, built)
						.slice(0, 3)
						.map(({url}) => url),
				)
				.filter(found => !found.includes(`flows/${id}.html`))
				.map(found => `${id}: ${found.join(', ')}`),
		);

		expect(missed).toEqual([]);
	});

	it.each([
		['not authorized to access the Log Destination', 'flows/log-destination-denied.html'],
		['iam:PassRole on resource', 'flows/pass-role-denied.html'],
		['log dest', 'flows/log-destination-denied.html'],
		['States.DataLimitExceeded', 'flows/payload-limit.html'],
	])('finds %s', (query, url) => {
		const found = rank(query, index()).slice(0, 3);
		expect(found.map(page => page.url)).toContain(url);
	});

	it('finds nothing for nothing', () => {
		expect(rank('', index())).toEqual([]);
		expect(rank('qqqq zzzz', index())).toEqual([]);
	});
});

describe('Markdown as HTML', () => {
	it.each([
		['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
		['`<b>` and **bold**', '<p><code>&lt;b&gt;</code> and <strong>bold</strong></p>'],
		['[`a`](b.md)', '<p><a href="b.md"><code>a</code></a></p>'],
		['- one\n  more\n- two', '<ul><li>one more</li><li>two</li></ul>'],
		['1. one\n   - inner', '<ol><li>one\n<ul><li>inner</li></ul></li></ol>'],
		[
			'```sh\n# no heading\n```',
			'<pre tabindex="0"><code class="language-sh"># no heading</code></pre>',
		],
	])('%j', (markdown, html) => {
		expect(toHtml(markdown)).toBe(html);
	});
});

const browser = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'].find(
	name => spawnSync(name, ['--version']).status === 0,
);

// Skipped where no browser is installed: none is downloaded for this.
describe.runIf(browser)('in headless Chromium', () => {
	const dump = (query: string): string =>
		execFileSync(
			browser ?? '',
			[
				'--headless',
				'--no-sandbox',
				'--disable-gpu',
				`--user-data-dir=${path.join(path.dirname(site), 'profile')}`,
				'--virtual-time-budget=2000',
				'--dump-dom',
				`${pathToFileURL(path.join(site, 'index.html'))}?q=${encodeURIComponent(query)}`,
			],
			{encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']},
		);

	it('finds a failure by the words of its error, without a server', {timeout: 60_000}, () => {
		const html = dump('The state machine IAM Role is not authorized to access the Log Destination');
		const [, first] = html.match(/<ol id="results"><li><a href="([^"]+)"/) ?? [];

		expect(first).toBe('flows/log-destination-denied.html');
		expect(html).toMatch(/<p id="status"[^>]*>10 pages, the most likely first<\/p>/);
	});

	it('says where to go when no page has the words', {timeout: 60_000}, () => {
		expect(dump('qqqq')).toMatch(/<p id="status"[^>]*>No page has these words\./);
	});
});
