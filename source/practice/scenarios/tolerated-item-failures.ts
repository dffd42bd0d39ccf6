import {functionArn, minutes, stateMachineArn} from './build/names.ts';
import {invokeFunctions, policy} from './build/policies.ts';
import {executionArnOf} from './build/runs.ts';
import {allows} from './build/statements.ts';
import {inOrder, invoke} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'supplier-stock';
const ago = minutes(40);

const definition = inOrder({
	'Sync articles': {
		Type: 'Map',
		Label: 'SyncArticles',
		ItemsPath: '$.articles',
		ToleratedFailurePercentage: 20,
		ItemProcessor: {
			ProcessorConfig: {Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD'},
			StartAt: 'Is in a warehouse',
			States: {
				'Is in a warehouse': {
					Type: 'Choice',
					Choices: [{Variable: '$.external', BooleanEquals: true, Next: 'Ask supplier'}],
					Default: 'Count stock',
				},
				'Ask supplier': invoke('supplier-stock-supplier', {End: true}),
				'Count stock': invoke('supplier-stock-count', {End: true}),
			},
		},
	},
	'Publish stock': invoke('supplier-stock-publish'),
});

/** Every tenth article is a supplier's. */
const articles = Array.from({length: 30}, (_, index) => ({
	article: `a-${index + 1}`,
	external: index % 10 === 9,
}));

export const toleratedItemFailures = workflowScenario({
	id: 'tolerated-item-failures',
	story:
		'The execution is green. Three of thirty items failed, which ToleratedFailurePercentage allows, so no one noticed.',
	executionArn: executionArnOf(name, ago),
	name,
	definition,
	policies: {
		'invoke-functions': invokeFunctions(
			'supplier-stock-supplier',
			'supplier-stock-count',
			'supplier-stock-publish',
		),
		'start-items': policy(
			allows('states:StartExecution', stateMachineArn(name)),
			allows(
				['states:DescribeExecution', 'states:StopExecution'],
				`${stateMachineArn(name).replace(':stateMachine:', ':execution:')}:*`,
			),
			allows(
				'states:RedriveExecution',
				`${stateMachineArn(name).replace(':stateMachine:', ':execution:')}/SyncArticles:*`,
			),
		),
	},
	runs: [{input: {articles}, ago}],
	around: () => ({
		taskOutcomes: [
			{
				of: functionArn('supplier-stock-supplier'),
				duration: 900,
				failure: {error: 'SupplierUnavailable', cause: 'The supplier does not answer'},
				result: null,
			},
		],
	}),
});
