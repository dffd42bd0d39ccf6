/**
 * What the scenarios about failed, stuck and ended executions come down to. `root` is the failure that nothing
 * survived, in the state machine whose role, definition or function is at fault.
 */
export type ExpectedFailure = {
	status: 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'RUNNING' | 'SUCCEEDED' | null;
	root: {machine: string; state: string; error: string | null} | null;
	/** Failures that were handled and are not the root. */
	survived: string[];
	/** Null where no known failure fits. */
	flow: string | null;
	verdict: 'healthy' | 'problem' | 'no-verdict';
};

const denied = 'Lambda.AWSLambdaException';

export const expectedFailures: Record<string, ExpectedFailure> = {
	'caught-failure': {
		status: 'FAILED',
		root: {machine: 'order-payment', state: 'Charge', error: denied},
		survived: [],
		flow: 'action-denied',
		verdict: 'problem',
	},
	'runs-on-after-fix': {
		status: 'FAILED',
		root: {machine: 'contract-renewal', state: 'Prepare contract', error: denied},
		survived: [],
		flow: 'action-denied',
		verdict: 'problem',
	},
	'survived-error-in-input': {
		status: 'FAILED',
		root: {machine: 'parcel-updates', state: 'Notify customer', error: 'States.Runtime'},
		survived: ['Look up discount'],
		flow: 'data-path-error',
		verdict: 'problem',
	},
	'distributed-map-denied': {
		status: 'FAILED',
		root: {machine: 'catalog-pricing', state: 'Look up duty', error: denied},
		survived: [],
		flow: 'action-denied',
		verdict: 'problem',
	},
	'nested-denied': {
		status: 'FAILED',
		root: {
			machine: 'card-charge',
			state: 'Record charge',
			error: 'DynamoDB.AmazonDynamoDBException',
		},
		survived: [],
		flow: 'action-denied',
		verdict: 'problem',
	},
	'item-reader-denied': {
		status: 'FAILED',
		root: {
			machine: 'article-import',
			state: 'Import articles',
			error: 'States.ItemReaderFailed',
		},
		survived: [],
		flow: 'action-denied',
		verdict: 'problem',
	},
	'result-writer-denied': {
		status: 'FAILED',
		root: {
			machine: 'article-export',
			state: 'Import articles',
			error: 'States.ResultWriterFailed',
		},
		survived: [],
		flow: 'action-denied',
		verdict: 'problem',
	},
	'stuck-callback': {
		status: 'RUNNING',
		root: {machine: 'purchase-approval', state: 'Wait for approval', error: null},
		survived: [],
		flow: 'execution-stuck',
		verdict: 'problem',
	},
	'stuck-activity': {
		status: 'RUNNING',
		root: {machine: 'returns-inspection', state: 'Inspect by hand', error: null},
		survived: [],
		flow: 'execution-stuck',
		verdict: 'problem',
	},
	'stuck-job': {
		status: 'RUNNING',
		root: {machine: 'yearly-report', state: 'Render report', error: null},
		survived: [],
		flow: 'execution-stuck',
		verdict: 'problem',
	},
	'swallowed-failure': {
		status: 'SUCCEEDED',
		root: null,
		survived: ['Track sending'],
		flow: null,
		// A warning names the failure that was handled; warnings alone leave a machine healthy.
		verdict: 'healthy',
	},
	'tolerated-item-failures': {
		status: 'SUCCEEDED',
		root: null,
		survived: [],
		flow: null,
		// A warning gives the counts: the tolerance was chosen by the author.
		verdict: 'healthy',
	},
	'recent-unexplained-failure': {
		status: 'FAILED',
		root: {machine: 'inventory-close', state: 'Inventory differs', error: 'InventoryMismatch'},
		survived: [],
		flow: null,
		verdict: 'no-verdict',
	},
	'failure-fixed-since': {
		status: 'FAILED',
		root: {machine: 'label-printing', state: 'Print label', error: denied},
		survived: [],
		flow: 'action-denied',
		verdict: 'healthy',
	},
	'redriven-and-failed-again': {
		status: 'FAILED',
		root: {machine: 'tax-filing', state: 'File return', error: denied},
		survived: [],
		flow: 'action-denied',
		verdict: 'problem',
	},
	'missing-execution': {
		status: null,
		root: null,
		survived: [],
		flow: null,
		verdict: 'no-verdict',
	},
	'execution-timed-out': {
		status: 'TIMED_OUT',
		root: {machine: 'archive-compaction', state: 'Compact archives', error: 'States.Timeout'},
		survived: [],
		flow: 'timed-out',
		verdict: 'problem',
	},
	'execution-aborted': {
		status: 'ABORTED',
		root: {machine: 'refund-approval', state: 'Wait for approval', error: null},
		survived: [],
		flow: null,
		verdict: 'no-verdict',
	},
};
