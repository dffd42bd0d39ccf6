import {anywhere} from '../../aws/command.ts';
import type {ExaminedFile} from '../../before-deployment/examine-file.ts';
import type {AnsweredCheck} from '../../diagnosis/diagnose.ts';
import type {PolicyDocument} from '../../policy/document.ts';
import {printPolicy} from '../../policy/parse.ts';
import {detailTexts} from '../details.ts';
import {schemaVersion} from './schema-version.ts';

/** `schema/definition.schema.json` */
export function deploymentJson({path, format, assumptions, machines, verdict, show}: ExaminedFile) {
	const policy = (document: PolicyDocument | null) =>
		document && JSON.parse(show(printPolicy(document)));

	return {
		schemaVersion,
		file: path,
		format,
		assumptions: assumptions.map(show),
		stateMachines: machines.map(({machine, checks, findings, needed, missing, verdict: own}) => ({
			id: machine.id,
			name: show(machine.name),
			type: machine.type,
			line: machine.position.line,
			roleArn: machine.roleArn && show(machine.roleArn),
			checks: checks.map(check => checkJson(check, show)),
			findings: findings.map(({check, level, message, file, position}) => ({
				check,
				level,
				message: show(message),
				file: file ?? path,
				line: position.line,
			})),
			neededPolicy: policy(needed),
			missingPolicy: policy(missing),
			verdict: own,
		})),
		verdict,
	};
}

const checkJson = (answered: AnsweredCheck, show: ExaminedFile['show']) => ({
	id: answered.id,
	title: answered.title,
	outcome: answered.outcome,
	evidence: answered.evidence,
	answer: show(answered.answer),
	details: detailTexts(answered, anywhere).map(show),
});
