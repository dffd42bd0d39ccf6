import type {Identity, Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Listed} from '../account/listed.ts';
import type {StateMachineSummary} from '../account/step-functions.ts';
import type {Subject} from '../diagnosis/subject.ts';
import type {Facts} from '../incident/facts.ts';
import {parseTarget, type Target} from '../incident/target.ts';
import type {Options} from './options.ts';
import {NoVerdictError, UsageError} from './usage-error.ts';

/** The state machine, execution or console page that the command line or else the text names. */
export function settleTarget(operand: string | undefined, facts: Facts): Target | null {
	if (operand === undefined) {
		return targetOfFacts(facts);
	}

	const target = parseTarget(operand);

	if (!target) {
		throw new UsageError(
			`${JSON.stringify(operand)} names no state machine: give its name, its ARN, an execution's ARN or the address of its page in the console.`,
		);
	}

	return target;
}

const targetOfFacts = (facts: Facts): Target | null => {
	const arn = facts.executionArn ?? facts.stateMachineArn;
	return arn === null ? null : parseTarget(arn);
};

export const regionOf = (target: Target | null): string | null =>
	target && target.kind !== 'name' ? target.region : null;

type Asked = {
	target: Target | null;
	/** Whether the person named the target; otherwise the text did. */
	named: boolean;
	facts: Facts;
	options: Pick<Options, 'role' | 'log-group'>;
};

/** Throws NoVerdictError when the state machine is not there, UsageError when nothing says which is meant. */
export async function resolveSubject(
	{target, named, facts, options}: Asked,
	identity: Identity,
	reads: Reads,
): Promise<Subject> {
	refuseOtherAccount(target, identity);
	const {partition, region, accountId} = identity;
	const roleArn = options.role ? roleArnOf(options.role, identity) : null;
	const logGroupArn = options['log-group'] ? logGroupArnOf(options['log-group'], identity) : null;
	const stateMachineArn = target
		? await existingStateMachine(target, {identity, reads, named})
		: null;

	const place = {partition, region, accountId, facts};
	const wanted = logGroupArn ?? logGroupOfFacts(facts);

	if (stateMachineArn !== null) {
		const executionArn = target?.kind === 'execution' ? target.arn : null;
		return {
			...place,
			kind: 'state-machine',
			stateMachineArn,
			executionArn,
			roleArn,
			logGroupArn: wanted,
		};
	}

	if (roleArn === null) {
		throw new UsageError(
			'Which state machine? Name it (sfn-fix check orders), or give --role and --log-group where it does not exist yet.',
		);
	}

	return {...place, kind: 'not-created', roleArn, logGroupArn: wanted};
}

function refuseOtherAccount(target: Target | null, identity: Identity): void {
	if (target && target.kind !== 'name' && target.accountId !== identity.accountId) {
		throw new NoVerdictError(
			`The state machine is in account ${target.accountId}, and these credentials are for ${identity.accountId}: choose others with --profile.`,
		);
	}
}

/** Null when only the text named it and it is gone: a creation that failed leaves its ARN in the message. */
async function existingStateMachine(
	target: Target,
	{identity, reads, named}: {identity: Identity; reads: Reads; named: boolean},
): Promise<string | null> {
	if (target.kind === 'name') {
		return stateMachineNamed(target.name, identity, reads);
	}

	const arn = target.kind === 'execution' ? target.stateMachineArn : target.arn;

	if (await exists(arn, reads)) {
		return arn;
	}

	if (!named) {
		return null;
	}

	throw new NoVerdictError(
		`There is no state machine ${arn}: look at the region, the account and the spelling.`,
	);
}

/** A state machine that we may not look at is taken to exist: the checks will say what they could not see. */
async function exists(arn: string, reads: Reads): Promise<boolean> {
	try {
		await reads.stateMachine(arn);
		return true;
	} catch (error) {
		return !(
			error instanceof AccountError &&
			(error.kind === 'not-found' || error.awsName === 'InvalidArn')
		);
	}
}

/** Asked for by its ARN, which its name and place make: a list may be cut, and may be forbidden. */
async function stateMachineNamed(name: string, identity: Identity, reads: Reads): Promise<string> {
	const {partition, region, accountId} = identity;
	const arn = `arn:${partition}:states:${region}:${accountId}:stateMachine:${name}`;

	if (await exists(arn, reads)) {
		return arn;
	}

	const {items} = await reads
		.listStateMachines()
		.catch(ifRefused<Listed<StateMachineSummary>>({items: [], complete: false}));

	throw new NoVerdictError(
		noSuchStateMachine(
			name,
			items.map(other => other.name),
			identity,
		),
	);
}

function noSuchStateMachine(
	name: string,
	existing: string[],
	{region, accountId}: Identity,
): string {
	const wanted = name.toLowerCase();
	const alike = existing.filter(other => {
		const candidate = other.toLowerCase();
		return candidate.includes(wanted) || wanted.includes(candidate);
	});
	const hint =
		alike.length > 0
			? `is it ${alike.slice(0, 3).join(' or ')}?`
			: 'look at --region and --profile, and at the spelling.';

	return `There is no state machine named ${name} in ${region} of account ${accountId}: ${hint}`;
}

export const roleArnOf = (role: string, {partition, accountId}: Identity): string =>
	role.startsWith('arn:') ? role : `arn:${partition}:iam::${accountId}:role/${role}`;

export const logGroupArnOf = (
	logGroup: string,
	{partition, region, accountId}: Identity,
): string =>
	logGroup.startsWith('arn:')
		? withoutStar(logGroup)
		: `arn:${partition}:logs:${region}:${accountId}:log-group:${logGroup}`;

const logGroupOfFacts = ({logGroupArn}: Facts): string | null =>
	logGroupArn === null ? null : withoutStar(logGroupArn);

const withoutStar = (arn: string): string => arn.replace(/:\*$/, '');
