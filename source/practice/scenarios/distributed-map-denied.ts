import {functionArn, minutes, stateMachineArn} from './build/names.ts';
import {invokeFunctions, policy} from './build/policies.ts';
import {executionArnOf} from './build/runs.ts';
import {allows} from './build/statements.ts';
import {inOrder, invoke} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'catalog-pricing';
const ago = minutes(70);

const definition = inOrder({
	'Price articles': {
		Type: 'Map',
		Label: 'Prices',
		ItemsPath: '$.articles',
		MaxConcurrency: 10,
		ToleratedFailurePercentage: 5,
		ItemProcessor: {
			ProcessorConfig: {Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD'},
			StartAt: 'Is imported',
			States: {
				'Is imported': {
					Type: 'Choice',
					Choices: [{Variable: '$.imported', BooleanEquals: true, Next: 'Look up duty'}],
					Default: 'Set price',
				},
				'Look up duty': invoke('catalog-pricing-duty', {Next: 'Set price'}),
				'Set price': invoke('catalog-pricing-price', {End: true}),
			},
		},
	},
	'Publish prices': invoke('catalog-pricing-publish'),
});

/** Every ninth article is imported. */
const articles = Array.from({length: 90}, (_, index) => ({
	article: `a-${index + 1}`,
	imported: index % 9 === 8,
}));

export const distributedMapDenied = workflowScenario({
	id: 'distributed-map-denied',
	story: 'Most articles get their price. The imported ones do not.',
	executionArn: executionArnOf(name, ago),
	name,
	definition,
	policies: {
		'invoke-functions': invokeFunctions('catalog-pricing-price', 'catalog-pricing-publish'),
		'start-items': policy(
			allows('states:StartExecution', stateMachineArn(name)),
			allows(
				['states:DescribeExecution', 'states:StopExecution'],
				`${stateMachineArn(name).replace(':stateMachine:', ':execution:')}:*`,
			),
		),
	},
	runs: [{input: {articles}, ago}],
	around: () => ({
		taskOutcomes: [
			{of: functionArn('catalog-pricing-publish'), duration: 500, failure: null, result: {}},
		],
	}),
});
