// Runs in the browser: searches the index that lies beside it, without a network.
import {buildIndex, rank} from './rank.ts';

const most = 10;
const input = document.querySelector('#search');
const list = document.querySelector('#results');
const status = document.querySelector('#status');
const index = buildIndex(globalThis.searchPages ?? []);

function show() {
	const found = rank(input.value, index).slice(0, most);
	list.replaceChildren(
		...found.map(({url, title}) => {
			const item = document.createElement('li');
			const link = document.createElement('a');
			link.href = url;
			link.textContent = title;
			item.append(link);
			return item;
		}),
	);
	status.textContent =
		input.value.trim() === ''
			? ''
			: found.length === 0
				? 'No page has these words. sfn-fix triage reads the whole text.'
				: `${found.length} ${found.length === 1 ? 'page' : 'pages'}, the most likely first`;
}

input.value = new URLSearchParams(location.search).get('q') ?? '';
input.addEventListener('input', show);
input.form.addEventListener('submit', event => {
	event.preventDefault();
	show();
	list.querySelector('a')?.focus();
});
show();
