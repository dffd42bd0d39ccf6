import type {Scenario} from '../../scenario.ts';
import {accountId, minutes, stateMachineArn} from './names.ts';
import {invokeFunctions, policy} from './policies.ts';
import {executionArnOf} from './runs.ts';
import {allows} from './statements.ts';
import {inOrder, invoke} from './states.ts';
import {workflowScenario} from './workflow.ts';

const source = `imports-${accountId}`;
const results = `import-results-${accountId}`;
const key = 'daily/articles.json';
const ago = minutes(30);

const definitionOf = (name: string) =>
	inOrder({
		'Import articles': {
			Type: 'Map',
			Label: 'ImportArticles',
			MaxConcurrency: 5,
			ItemReader: {
				Resource: 'arn:aws:states:::s3:getObject',
				ReaderConfig: {InputType: 'JSON'},
				Parameters: {Bucket: source, Key: key},
			},
			ItemProcessor: {
				ProcessorConfig: {Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD'},
				StartAt: 'Import article',
				States: {'Import article': invoke(`${name}-article`, {End: true})},
			},
			ResultWriter: {
				Resource: 'arn:aws:states:::s3:putObject',
				Parameters: {Bucket: results, Prefix: 'daily'},
			},
		},
	});

const statements = {
	reads: allows('s3:GetObject', `arn:aws:s3:::${source}/*`),
	writes: allows(
		['s3:PutObject', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:AbortMultipartUpload'],
		`arn:aws:s3:::${results}/daily/*`,
	),
};

/** A Distributed Map that reads its items from one bucket and writes its results into another. */
export const bulkImportScenario = ({
	name,
	missing,
	...texts
}: Pick<Scenario, 'id' | 'story'> & {
	name: string;
	missing: keyof typeof statements;
}): Scenario =>
	workflowScenario({
		...texts,
		executionArn: executionArnOf(name, ago),
		name,
		definition: definitionOf(name),
		policies: {
			'invoke-functions': invokeFunctions(`${name}-article`),
			'start-items': policy(
				allows('states:StartExecution', stateMachineArn(name)),
				allows(
					['states:DescribeExecution', 'states:StopExecution'],
					`${stateMachineArn(name).replace(':stateMachine:', ':execution:')}:*`,
				),
			),
			objects: policy(missing === 'reads' ? statements.writes : statements.reads),
		},
		runs: [{input: {day: '2026-03-09'}, ago}],
		around: () => ({
			objects: [{bucket: source, key, body: JSON.stringify([{id: 1}, {id: 2}, {id: 3}])}],
		}),
	});
