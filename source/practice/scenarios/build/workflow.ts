import {type Scenario, scenario} from '../../scenario.ts';
import {account, type Parts} from './account.ts';
import {functionsOf} from './definitions.ts';
import {invokeFunctions} from './policies.ts';
import {type RoleParts, role, stateMachine} from './resources.ts';
import {type PastRun, withRuns} from './runs.ts';

type Workflow = Pick<Scenario, 'id' | 'story'> &
	Partial<Pick<Scenario, 'paste' | 'executionArn'>> & {
		/** The state machine's; its role has the same with `-role`. */
		name: string;
		definition?: string;
		/** The inline policies of the role, by name; without, it can invoke the functions of the usual definition. */
		policies?: Record<string, string>;
		role?: RoleParts;
		/** What has run; null leaves the made-up executions. */
		runs?: readonly PastRun[];
		/** What else is in the account. */
		around?: (now: number) => Parts;
	};

/** A scenario about one state machine, its role, and its executions. */
export const workflowScenario = ({
	name,
	definition,
	policies = {'invoke-functions': invokeFunctions(...functionsOf(name))},
	role: roleParts = {},
	runs,
	around = () => ({}),
	...texts
}: Workflow): Scenario =>
	scenario({
		...texts,
		target: name,
		account: now => {
			const machine = stateMachine(now, name, definition === undefined ? {} : {definition});
			const parts = around(now);
			const state = account(now, {
				...parts,
				stateMachines: [machine, ...(parts.stateMachines ?? [])],
				roles: [
					role(now, `${name}-role`, {inlinePolicies: policies, ...roleParts}),
					...(parts.roles ?? []),
				],
			});

			return runs ? withRuns(state, machine, now, runs) : state;
		},
	});
