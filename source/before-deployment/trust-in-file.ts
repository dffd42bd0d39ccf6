import {subjectRolePermissions} from '../../flows/common/role-permissions.ts';
import {otherSide, rolesOf} from '../../flows/permissions/assumed-roles.ts';
import {machineNeeds} from '../../flows/permissions/machine-needs.ts';
import {findTrust, passedOf} from '../../flows/permissions/passed-roles.ts';
import {type Check, type StateMachineContext, stateMachineCheck} from '../diagnosis/check.ts';
import {compare} from '../policy/open-parts.ts';
import {parsePolicy} from '../policy/parse.ts';
import {literalGlob} from '../policy/wildcard.ts';
import type {DeployedRole} from '../template/deployment.ts';
import {openParts} from '../template/unresolved.ts';

type Trust = {outcome: 'ok' | 'problem' | 'unknown'; words: string};

/** A role that is passed and deployed elsewhere is not asked about; one in Credentials makes the call. */
export const trustInFile = (role: DeployedRole | null, roles: readonly DeployedRole[]): Check =>
	stateMachineCheck({
		id: 'roles-in-file',
		title: 'The roles of the file that states pass or assume trust who uses them',
		decisive: true,
		findOut: () => [],

		async run(context) {
			const known = new Map(roles.flatMap(each => (each.trustPolicy ? [[each.arn, each]] : [])));
			const found = [
				...(await passed(known, context)),
				...(role === null ? [] : await assumed(role, known, context)),
			];
			const worst = (['problem', 'unknown'] as const).find(outcome =>
				found.some(each => each.outcome === outcome),
			);

			return found.length === 0
				? null
				: {
						evidence: 'evaluated',
						outcome: worst ?? 'ok',
						answer: sentence(
							found.filter(({outcome}) => outcome === (worst ?? 'ok')).map(({words}) => words),
						),
					};
		},
	});

type Known = ReadonlyMap<string, DeployedRole>;

async function passed(known: Known, context: StateMachineContext): Promise<Trust[]> {
	const all = (await passedOf(context)).filter(({roleArn}) => known.has(roleArn));

	return Promise.all(
		all.map(async each => {
			const {outcome, words} = await findTrust(each, context);
			const {service, roleArn} = each;
			const isOpen = outcome === 'problem' && mayTrust(known.get(roleArn), [service ?? '']);

			return isOpen ? open(known.get(roleArn)) : {outcome, words};
		}),
	);
}

async function assumed(
	own: DeployedRole,
	known: Known,
	context: StateMachineContext,
): Promise<Trust[]> {
	const needs = (await machineNeeds(context)).filter(
		({integration}) => integration === 'feature:credentials',
	);
	const all = [...new Set(needs.flatMap(rolesOf))];
	const {accountId, partition} = context.subject;
	const named = [own.arn, accountId, `arn:${partition}:iam::${accountId}:root`];
	const permissions = await subjectRolePermissions(context);

	return Promise.all(
		all.map(async (arn): Promise<Trust> => {
			if (!known.has(arn)) {
				return {
					outcome: 'unknown',
					words: `whom role ${arn} trusts, and what it can do, is not in the file`,
				};
			}

			const {trust} = await otherSide(arn, permissions, context);
			const name = known.get(arn)?.name ?? arn;

			if (trust === 'trusts') {
				return {outcome: 'ok', words: `${name} trusts role ${own.name}`};
			}

			return trust === 'unknown' || mayTrust(known.get(arn), named)
				? open(known.get(arn))
				: {
						outcome: 'problem',
						words: `the trust policy of ${name} does not allow role ${own.name} to assume it`,
					};
		}),
	);
}

const open = (role: DeployedRole | undefined): Trust => ({
	outcome: 'unknown',
	words: `whom ${role?.name} trusts is known only at deployment`,
});

/** Whether a principal that only the deployment knows can turn out to be one of these. */
function mayTrust(role: DeployedRole | undefined, asked: readonly string[]): boolean {
	const principals = parsePolicy(role?.trustPolicy ?? '').Statement.flatMap(
		({Principal, NotPrincipal}) =>
			[Principal, NotPrincipal].flatMap(element =>
				element === undefined || element === '*' ? [] : Object.values(element).flat(),
			),
	);

	return principals.some(
		principal =>
			principal !== undefined &&
			asked.some(
				each => compare(literalGlob(principal), literalGlob(each), {openParts}).coverage === 'some',
			),
	);
}

function sentence(words: readonly string[]): string {
	const all = words.join('; ');
	return `${all.charAt(0).toUpperCase()}${all.slice(1)}.`;
}
