import type {DiagnosisReport} from '../output/json/diagnosis.ts';
import {type ExitStatus, exitStatus} from './exit-status.ts';

/** What a repair's exit status says; see the table in `sfn-fix --help`. */
export function statusOf({diagnosis, applied, retried}: DiagnosisReport): ExitStatus {
	const outcomes = applied.map(({outcome}) => outcome);

	if (outcomes.includes('moved') && !outcomes.includes('applied')) {
		return exitStatus.changedInBetween;
	}

	if (diagnosis.verdict === 'problem' || retried?.outcome === 'failed') {
		return exitStatus.problem;
	}

	// What AWS does not show yet, the checks may have seen in effect.
	if (outcomes.some(outcome => outcome !== 'applied' && outcome !== 'not-visible')) {
		return exitStatus.problem;
	}

	return diagnosis.verdict === 'no-verdict' ? exitStatus.noVerdict : exitStatus.healthy;
}
