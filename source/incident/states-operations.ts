/** Operations of the Step Functions API that no other service of AWS has. https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html */
const operations = [
	'CreateActivity',
	'CreateStateMachine',
	'CreateStateMachineAlias',
	'DeleteActivity',
	'DeleteStateMachine',
	'DeleteStateMachineAlias',
	'DeleteStateMachineVersion',
	'DescribeActivity',
	'DescribeExecution',
	'DescribeMapRun',
	'DescribeStateMachine',
	'DescribeStateMachineAlias',
	'DescribeStateMachineForExecution',
	'GetActivityTask',
	'GetExecutionHistory',
	'ListActivities',
	'ListExecutions',
	'ListMapRuns',
	'ListStateMachineAliases',
	'ListStateMachineVersions',
	'ListStateMachines',
	'PublishStateMachineVersion',
	'RedriveExecution',
	'SendTaskFailure',
	'SendTaskHeartbeat',
	'SendTaskSuccess',
	'StartExecution',
	'StartSyncExecution',
	'StopExecution',
	'TestState',
	'UpdateMapRun',
	'UpdateStateMachine',
	'UpdateStateMachineAlias',
	'ValidateStateMachineDefinition',
];

/** `GetExecutionHistory` in JavaScript, `get_execution_history` in Python, `get-execution-history` in a shell. */
const spelled = oneOf(operations.map(name => name.split(/(?<=[a-z])(?=[A-Z])/)));

/** Names that begin alike share their beginning: an expression half as long, which compiles twice as fast. */
function oneOf(names: readonly string[][]): string {
	const firsts = [...new Set(names.flatMap(([first = []]) => first))];
	const each = firsts.map(first => {
		const rests = names.filter(name => name[0] === first).map(name => name.slice(1));
		const longer = rests.filter(rest => rest.length > 0);
		const further = longer.length === 0 ? '' : `[-_]?${oneOf(longer)}`;
		return first + (longer.length < rests.length && further !== '' ? `(?:${further})?` : further);
	});

	return each.length === 1 ? each.join('') : `(?:${each.join('|')})`;
}

export const statesOperation = new RegExp(
	`\\b(?:${spelled})(?:Command|Request|Response|Input|Output|Result|Async|Error)?\\b`,
	'i',
);

const service = '(?:AWS\\.?)?(?:StepFunctions|SFN|states)(?:Client)?';

/** A call of the Step Functions API, as the SDKs, the command line and other tools report it. */
export const statesCall = new RegExp(
	[
		`when calling the (?:${spelled}) operation`,
		`\\boperation error SFN: \\w`,
		`\\b${service}[.:#]{1,2}\\s?(?:${spelled})\\b`,
		`\\b(?:${spelled})\\b.{0,60}\\b(?:returned|failed|denied|error)\\b`,
		`\\bstepfunctions (?:${spelled})\\b`,
	].join('|'),
	'i',
);
