import {anywhere} from '../../aws/command.ts';
import type {ExaminedMachine} from '../../before-deployment/examine.ts';
import type {ExaminedFile} from '../../before-deployment/examine-file.ts';
import type {PolicyDocument} from '../../policy/document.ts';
import {printPolicy} from '../../policy/parse.ts';
import {count, listOf} from '../../text.ts';
import {detailTexts} from '../details.ts';
import {printCheck} from './checks.ts';
import type {Page} from './page.ts';

export function printDeployment(page: Page, examined: ExaminedFile): void {
	const {path, format, machines, assumptions, verdict, show} = examined;
	page.verbatim(`${path}: ${format}, ${count(machines.length, 'state machine')}`);
	page.paragraph('Checked offline: AWS was not called.');

	if (assumptions.length > 0) {
		page.paragraph(`Assumed: ${assumptions.map(show).join(', ')}.`);
	}

	for (const machine of machines) {
		printMachine(page, machine, examined);
	}

	page.gap();
	page.line(page.style('bold', verdicts[verdict]));
}

const verdicts: Record<ExaminedFile['verdict'], string> = {
	healthy: 'No problem found.',
	'not-a-fault': 'No problem found.',
	problem: 'Problems found.',
	'no-verdict': 'No verdict: the file does not tell everything.',
};

function printMachine(
	page: Page,
	{machine, checks, needed, notCovered, missing}: ExaminedMachine,
	{path, format, show}: ExaminedFile,
): void {
	page.heading(
		`${machine.id === path ? (path.split('/').at(-1) ?? path) : machine.id} (${path}:${machine.position.line})`,
	);

	for (const check of checks) {
		printCheck(
			page,
			{
				...check,
				answer: show(check.answer),
				details: detailTexts(check, anywhere).map(show),
				findOut: [],
			},
			anywhere,
		);
	}

	printPolicyBlock(page, 'Add these statements to a policy of the role:', missing, show);
	printHowInTemplate(page, machine.id, missing && show(printPolicy(missing)), format);
	printPolicyBlock(page, 'Policy that grants what the definition needs:', needed, show);

	if (notCovered.length > 0) {
		page.gap();
		const what = `What ${listOf(notCovered.map(show))} ${notCovered.length > 1 ? 'need' : 'needs'} is not known`;
		page.paragraph(needed ? `${what}: this policy does not cover it.` : `${what}.`, '  ');
	}
}

function printPolicyBlock(
	page: Page,
	title: string,
	document: PolicyDocument | null,
	show: ExaminedFile['show'],
): void {
	if (document) {
		page.gap();
		page.paragraph(title, '  ');
		page.verbatim(show(printPolicy(document)), '  ');
		const open = new Set(printPolicy(document).match(/(?<=[:/])__open\d+x\w*?__/g));

		if (open.size > 0) {
			page.paragraph(
				`Known only at deployment: ${listOf([...open].map(show))}. A name belongs there, not an ARN or a URL.`,
				'  ',
			);
		}
	}
}

/** What CloudFormation does with the statements as they are printed. */
function printHowInTemplate(
	page: Page,
	id: string,
	statements: string | null,
	format: ExaminedFile['format'],
): void {
	if (!format.endsWith('template') || !statements?.includes('${')) {
		return;
	}

	page.paragraph(`In the template, each ARN with \${...} needs Fn::Sub.`, '  ');

	if (statements.includes(`\${${id}}`) || statements.includes(`\${${id}.`)) {
		page.paragraph(
			`They name ${id}, which depends on its role: put them into a separate AWS::IAM::Policy, or CloudFormation refuses the circular dependency.`,
			'  ',
		);
	}
}
