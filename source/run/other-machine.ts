import {nameOfArn} from '../aws/arn.ts';
import {parseTarget, type Target} from '../incident/target.ts';
import {choice, type Question} from './choice.ts';
import type {RunState} from './state.ts';

/** The text names another state machine than the one that is examined. */
export type OtherMachine = {
	/** What the text names; null where these credentials do not reach it. */
	target: Target | null;
	named: string;
	examined: string;
};

/** Null where they agree, and where the failure that was followed leads into the one that the text names. */
export function otherMachineOf({
	incident: {facts},
	choice: chosen,
	sight,
	followed,
	settings: {identity},
}: RunState): OtherMachine | null {
	const target = parseTarget(facts.executionArn ?? facts.stateMachineArn ?? '');
	const arn = machineOf(target);
	const examined = chosen?.stateMachineArn ?? null;

	// A failure that was read is one of what is examined.
	if (
		followed !== null ||
		target === null ||
		target.kind === 'name' ||
		arn === null ||
		examined === null
	) {
		return null;
	}

	const chain = sight && 'followed' in sight ? sight.followed.failure.chain : [];
	const isOnTheWay = chain.some(({executionArn}) => machineOf(parseTarget(executionArn)) === arn);
	const isReachable = target.accountId === identity.accountId && target.region === identity.region;

	return nameOfArn(arn) === nameOfArn(examined) || isOnTheWay
		? null
		: {
				target: isReachable ? target : null,
				named: nameOfArn(arn),
				examined: nameOfArn(examined),
			};
}

function machineOf(target: Target | null): string | null {
	if (target === null || target.kind === 'name') {
		return null;
	}

	return target.kind === 'state-machine' ? target.arn : target.stateMachineArn;
}

export const otherMachineWords = ({named, examined}: OtherMachine): string =>
	`The error names the state machine ${named}, and this run examines ${examined}.`;

export const pickNamed = ({named, examined}: OtherMachine): Question =>
	choice('Which state machine do you want to examine?', {
		options: [
			{
				key: 'named',
				label: `${named}: the error names it`,
				event: {type: 'named-answered', isNamedMeant: true},
			},
			{
				key: 'given',
				label: `${examined}: as chosen`,
				event: {type: 'named-answered', isNamedMeant: false},
			},
		],
	});
