import {nameOfArn} from '../aws/arn.ts';
import type {Verdict} from '../diagnosis/diagnose.ts';
import type {Summary, Tone} from './entry.ts';
import type {WizardState, Written} from './state.ts';

/** What was found, written and verified, and what to type next. */
export function summarise(state: WizardState): Summary {
	const [headline, tone] = headlineOf(state);

	return {
		headline,
		tone,
		found: found(state),
		written: state.written.map(describeWrite),
		verified: verified(state),
		notKnown: (state.diagnosis?.checks ?? [])
			.filter(({outcome}) => outcome === 'unknown')
			.map(({answer}) => answer),
		next: nextCommands(state),
	};
}

const verdictHeadlines: Record<Verdict, [string, Tone]> = {
	healthy: ['Healthy: no check found a problem.', 'good'],
	'not-a-fault': ['Not a fault: what you see is how AWS documents it.', 'good'],
	problem: ['A problem is left.', 'bad'],
	'no-verdict': ['No verdict: too little could be seen to be sure.', 'warning'],
};

function headlineOf({status, diagnosis, written, retried}: WizardState): [string, Tone] {
	if (status === 130) {
		return ['Interrupted.', 'warning'];
	}

	if (status === 4) {
		return ['Nothing was written, since it changed in between.', 'warning'];
	}

	if (retried?.outcome === 'failed') {
		return diagnosis?.verdict === 'healthy'
			? ['The checks are ok, and yet repeating it failed.', 'bad']
			: ['Repeating it failed.', 'bad'];
	}

	if (diagnosis === null) {
		return written.length > 0
			? ['Written, but not verified.', 'warning']
			: ['Left before anything was checked.', 'plain'];
	}

	return diagnosis.verdict === 'healthy' && written.length > 0
		? ['Fixed, and verified.', 'good']
		: verdictHeadlines[diagnosis.verdict];
}

const found = ({reading, problemsFound, diagnosis}: WizardState): string[] => [
	...(reading ? [`the error says: ${reading.flow.title}`] : []),
	...problemsFound,
	...(diagnosis?.verdict === 'not-a-fault'
		? diagnosis.checks.filter(({notAFault}) => notAFault).map(({answer}) => answer)
		: []),
];

const outcomeWords: Record<Written['outcome'], string> = {
	applied: '',
	'not-visible': ' (AWS did not show it yet)',
	unclear: ' (broken off: it may or may not have been written)',
};

const describeWrite = ({target, outcome}: Written): string => `${target}${outcomeWords[outcome]}`;

function verified({diagnosis, written, retried}: WizardState): string[] {
	const checks = diagnosis?.checks ?? [];
	const isFixed = diagnosis?.verdict === 'healthy' && written.length > 0;

	return [
		...(isFixed ? [`all ${checks.length} checks ran again: no problem is left`] : []),
		...checks
			.filter(({outcome}) => outcome === 'problem' && written.length > 0)
			.map(({answer}) => `PROBLEM still there: ${answer}`),
		...(retried && retried.outcome !== 'moved' ? [retried.says] : []),
	];
}

function nextCommands({settings, choice, diagnosis, written, status}: WizardState): string[] {
	if (settings.practice) {
		return ['sfn-fix demo --list: other things to practise'];
	}

	const arn = choice?.stateMachineArn;
	const isOpen = status !== 0 && diagnosis !== null && arn;

	return [
		...(written.length > 0
			? ['sfn-fix undo: take the last change back', 'sfn-fix history: what was written']
			: []),
		...(isOpen ? [`sfn-fix check ${nameOfArn(arn)}: look again without writing`] : []),
	];
}
