import {scenarios} from '../../source/practice/scenarios/index.ts';

/** The execution that the scenario is about, or else its state machine. */
export const targetOf = (id: string): string =>
	scenarios[id]?.executionArn ?? scenarios[id]?.target ?? '';

/** One way in which an execution fails, hangs or is ended, and what it comes down to. */
export type FailureRow = {
	/** The links of the chain, the root last. */
	chain: string[];
	flow: string | null;
	remedies: string[];
	verdict: string;
	status: number;
	/** Of the state machine whose role or definition is at fault, where it is not the one asked about. */
	machine?: string;
};

const denied = {
	flow: 'action-denied',
	remedies: ['grant-refused-action'],
	verdict: 'problem',
	status: 1,
};
const stuck = {flow: 'execution-stuck', remedies: [], verdict: 'problem', status: 1};
const open = {flow: null, remedies: [], verdict: 'no-verdict', status: 3};

/** By the practice scenario that plays it. */
export const failureRows: Record<string, FailureRow> = {
	'caught-failure': {...denied, chain: ['execution', 'state Order failed', 'caught Charge']},
	'survived-error-in-input': {
		chain: ['execution', 'state Notify customer'],
		flow: 'data-path-error',
		remedies: ['correct-path'],
		verdict: 'problem',
		status: 1,
	},
	'stuck-callback': {...stuck, chain: ['execution', 'state Wait for approval']},
	'stuck-activity': {...stuck, chain: ['execution', 'state Inspect by hand']},
	'stuck-job': {...stuck, chain: ['execution', 'state Render report']},
	'recent-unexplained-failure': {...open, chain: ['execution', 'state Inventory differs']},
	'missing-execution': {...open, chain: []},
	'execution-timed-out': {
		chain: ['execution', 'state Compact archives'],
		flow: 'timed-out',
		remedies: ['raise-timeout'],
		verdict: 'problem',
		status: 1,
	},
	'execution-aborted': {...open, chain: ['execution', 'state Wait for approval']},
	'distributed-map-denied': {
		...denied,
		remedies: ['grant-refused-action', 'grant-map-run-redrive'],
		chain: ['execution', 'map-run Price articles', 'item', 'state Look up duty'],
	},
	'nested-denied': {
		...denied,
		chain: [
			'execution',
			'state Start order-billing',
			'child-execution',
			'state Start card-charge',
			'child-execution',
			'state Record charge',
		],
		machine: 'card-charge',
	},
	'item-reader-denied': {...denied, chain: ['execution', 'map-run Import articles']},
	'result-writer-denied': {...denied, chain: ['execution', 'map-run Import articles']},
	'redriven-and-failed-again': {...denied, chain: ['execution', 'state File return']},
	'runs-on-after-fix': {...denied, chain: ['execution', 'state Prepare contract']},
	'failure-fixed-since': {
		chain: ['execution', 'state Print label'],
		flow: 'action-denied',
		remedies: [],
		verdict: 'healthy',
		status: 0,
	},
};
