import {subjectRolePermissions} from '../../flows/common/role-permissions.ts';
import {generalChecks} from '../../flows/general.ts';
import {judgeNeeds} from '../../flows/permissions/judge-needs.ts';
import type {JudgedNeed} from '../../flows/permissions/judged-need.ts';
import {machineNeeds} from '../../flows/permissions/machine-needs.ts';
import {parseArn} from '../aws/arn.ts';
import type {NeededStatement} from '../definition/need.ts';
import {largestDefinition} from '../definition/problems.ts';
import type {CheckContext} from '../diagnosis/check.ts';
import {type AnsweredCheck, diagnose, type Verdict} from '../diagnosis/diagnose.ts';
import {loadChecks} from '../diagnosis/flow.ts';
import {noFacts} from '../incident/facts.ts';
import {parseJson} from '../json.ts';
import {nestsTooDeeply} from '../json-tree.ts';
import type {PolicyDocument} from '../policy/document.ts';
import type {
	DeployedMachine,
	DeployedPolicy,
	DeployedRole,
	Deployment,
} from '../template/deployment.ts';
import {openParts, quoted} from '../template/unresolved.ts';
import {type Finding, findingsOf} from './findings.ts';
import {neededPolicy} from './needed-policy.ts';
import {
	definitionRules,
	grantsNotJudged,
	hasOpenStates,
	policiesInFile,
	problemsIn,
	settingsInFile,
	trustNotInFile,
} from './offline-checks.ts';
import {offlineReads} from './offline-reads.ts';
import {trustInFile} from './trust-in-file.ts';

/** What came of one state machine of the file. Texts can hold the markers of the template readers. */
export type ExaminedMachine = {
	machine: DeployedMachine;
	checks: AnsweredCheck[];
	findings: Finding[];
	/** What the definition needs, where no policy was given to judge it by. */
	needed: PolicyDocument | null;
	/** The states whose needs are not known, so that `needed` grants nothing for them. */
	notCovered: string[];
	/** What is missing from the role. */
	missing: PolicyDocument | null;
	verdict: Verdict;
};

export type DeploymentInput = {
	deployment: Deployment;
	policies: readonly DeployedPolicy[];
	now(): number;
};

export async function examine(
	given: DeployedMachine,
	input: DeploymentInput,
): Promise<ExaminedMachine> {
	const machine = readable(given);
	const {deployment, policies} = input;
	const role = roleOf(machine, deployment, policies);
	const definition = 'text' in machine.definition ? quoted(machine.definition.text) : null;
	const reads = offlineReads({
		machine,
		definition: definition ?? '',
		role,
		roles: [...deployment.roles.values()],
		taskDefinitions: deployment.taskDefinitions,
		resourcePolicies: deployment.resourcePolicies,
	});
	const {partition = 'aws', region = '', accountId = ''} = parseArn(machine.arn) ?? {};
	const context: CheckContext = {
		subject: {
			kind: 'state-machine',
			partition,
			region,
			accountId: parseArn(role?.arn ?? '')?.accountId ?? accountId,
			stateMachineArn: machine.arn,
			executionArn: null,
			roleArn: null,
			logGroupArn: null,
			facts: noFacts,
		},
		reads,
		now: input.now,
		openParts,
	};

	const problems = definition === null ? [] : problemsIn(definition, machine);
	const isSound =
		definition !== null &&
		definition.length <= largestDefinition &&
		problems.every(({syntax}) => syntax === undefined);
	const needs = isSound ? await machineNeeds(context) : [];
	const judged =
		role && isSound ? await judgeNeeds(needs, await subjectRolePermissions(context), context) : [];
	const needsNothing = needs.every(
		({statements, unknowns}) => statements.length + unknowns.length === 0,
	);
	const granted = needs.flatMap(({statements}) => statements.flatMap(asGranted));
	const isOffered = role === null && isSound;
	const diagnosis = await diagnose(
		[
			definitionRules(machine, problems),
			...(isSound
				? (await loadChecks(generalChecks())).filter(({id}) => isWanted(id, machine, role))
				: []),
			...(isSound ? [trustInFile(role, [...deployment.roles.values()])] : []),
			...(isSound && role === null
				? [grantsNotJudged(machine.roleUnknown ?? 'the file names no role', needsNothing)]
				: []),
			...(role === null ? [] : [policiesInFile(role)]),
			...[
				settingsInFile([
					...machine.unknownSettings,
					...(hasOpenStates(parseJson(definition)) ? ['a state of the definition'] : []),
				]),
				...(role && deployment.roles.has(role.arn) ? [trustNotInFile(role)] : []),
			].filter(check => check !== null),
		],
		context,
	);

	return {
		machine,
		checks: diagnosis.checks.map(withoutAccount),
		findings: findingsOf({machine, problems, judged, checks: diagnosis.checks}),
		needed: isOffered && granted.length > 0 ? neededPolicy(granted) : null,
		notCovered: needs
			.filter(
				({statements, unknowns}) =>
					isOffered &&
					statements.length + unknowns.length > 0 &&
					statements.flatMap(asGranted).length === 0,
			)
			.map(({state}) => state),
		missing: missingPolicy(judged),
		verdict: diagnosis.verdict,
	};
}

/** sfn-fix cannot read it, which does not say that AWS refuses it. */
const readable = (machine: DeployedMachine): DeployedMachine =>
	'text' in machine.definition && nestsTooDeeply(machine.definition.text)
		? {...machine, definition: {unknown: 'it nests too deeply'}}
		: machine;

const onlyReads = /:(?:Get|BatchGet|List|Describe|PartiQLSelect|ConditionCheck)/i;

/** Roles are passed by name alone, and what a call touches is no reason to grant what changes or deletes. */
function asGranted(statement: NeededStatement): NeededStatement[] {
	const {actions, touched, byName} = statement;
	const granted =
		touched === undefined ? actions : actions.filter(action => onlyReads.test(action));

	return byName || granted.length === 0 ? [] : [{...statement, actions: granted}];
}

/** The role with the policies that were given beside the file; a role of those alone where the file has none. */
function roleOf(
	{roleArn, arn}: DeployedMachine,
	{roles}: Deployment,
	policies: readonly DeployedPolicy[],
): DeployedRole | null {
	const role = roles.get(roleArn ?? '');

	if (role) {
		return {...role, policies: [...role.policies, ...policies]};
	}

	if (policies.length === 0) {
		return null;
	}

	const {partition = 'aws', accountId = ''} = parseArn(arn) ?? {};
	const given = roleArn ?? `arn:${partition}:iam::${accountId}:role/state-machine-role`;

	return {
		name: given.slice(given.lastIndexOf('/') + 1),
		arn: given,
		path: '/',
		trustPolicy: null,
		policies: [...policies],
	};
}

/** The checks of an account whose answer a file can hold; what they need from elsewhere, they answer unknown. */
function isWanted(
	id: string,
	{logging, unknownSettings}: DeployedMachine,
	role: DeployedRole | null,
): boolean {
	const logs = logging.level !== 'OFF';

	switch (id) {
		case 'role-trust':
			return role !== null && role.trustPolicy !== null;
		case 'definition-permissions':
			return role !== null;
		case 'role-log-delivery-actions':
			return role !== null && logs;
		case 'logging-configuration':
			return logs && !unknownSettings.includes('the log destination');
		default:
			return false;
	}
}

const missingPolicy = (judged: readonly JudgedNeed[]): PolicyDocument | null => {
	const missing = judged.filter(({verdict}) => verdict === 'missing');

	return missing.length === 0
		? null
		: neededPolicy(
				missing.map(({statement, action, resource}) => ({
					...statement,
					actions: [action],
					resources: [resource],
				})),
			);
};

/** Nothing is in an account yet: neither a command nor IAM's simulator can find out more about it. */
const withoutAccount = (check: AnsweredCheck): AnsweredCheck => ({
	...check,
	details: check.details.filter(
		detail => typeof detail === 'string' || detail.kind === 'permission',
	),
	findOut: [],
});
