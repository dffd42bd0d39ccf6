import {type Lesson, right, stop, wrong} from './lesson.ts';

export const passRoleLesson: Lesson = {
	scenario: 'pass-role',
	stops: {
		start: stop('Lesson 3: iam:PassRole', [
			'nightly-report runs a container with ecs:runTask.sync. It failed two nights in a row.',
			'Choose the state machine.',
		]),
		paste: stop('The error', [
			'The text is the TaskFailed event of the execution: error and cause, as the console shows them. The part after "is not authorized to perform" decides what kind of failure it is.',
		]),
		meaning: stop('What the text says', [
			"The denied action is iam:PassRole, and the resource is a role. The state machine's role does not assume that role. It passes it to ECS, and it needs permission to do so.",
		]),
		checking: stop(
			'AssumeRole and PassRole',
			[
				"With sts:AssumeRole, a principal becomes a role. The role's trust policy decides who can. With iam:PassRole, a principal gives a role to a service. The permissions of that principal decide which role.",
				'An ECS task has up to two roles. The task execution role pulls the image and writes the logs. The task role is what the code in the container runs as. Both are named in the task definition.',
			],
			[
				{
					text: 'The error names one role, report-renderer-execution. How many grants will the fix need?',
					answers: [
						wrong(
							'One: the role that the error names',
							'AWS checks one role after the other. The next execution would fail for the second role.',
						),
						right(
							'One for each role in the task definition',
							'sfn-fix reads the task definition and checks them together, so there is no second round.',
						),
						wrong(
							'None: ECS trusts both roles already',
							'The trust policy allows ECS to assume them. It does not allow the state machine to pass them.',
						),
					],
				},
			],
		),
		'pick-remedy': stop('How to read the checks', [
			'Two checks found a problem, and the error named only the first. A failed execution shows one fault at a time. The checks also look for faults that have not occurred yet.',
		]),
		confirm: stop('Read the diff before you answer', [
			'The grant names the two roles exactly, with the condition iam:PassedToService: the roles can be passed to ECS tasks and to no other service. iam:PassRole on "*" would allow the state machine to give any role of the account to a service.',
		]),
		repeat: stop('Proof', [
			'The checks hold now. A redrive would continue this execution at the failed state, with the definition it started with. The definition changed, so a new execution is the right proof. It runs real tasks in a real account, so it needs its own yes.',
		]),
		end: stop(
			'What you learned',
			[
				'iam:PassRole is checked against the permissions of the one who passes the role, never against a trust policy.',
				'An ECS task has two roles to pass, and an awsvpc task needs a NetworkConfiguration in the state.',
				'A redrive runs the definition that the execution started with.',
			],
			[
				{
					text: 'A task fails with "is not authorized to perform: sts:AssumeRole". Which policy do you read first?',
					answers: [
						right(
							'The trust policy of the role that is assumed',
							'It decides who can become the role. The one who assumes it needs the permission as well.',
						),
						wrong('A policy with iam:PassRole', 'Nothing is passed here: a role is assumed.'),
						wrong(
							'The resource policy of the log group',
							'It allows log delivery and has no say in roles.',
						),
					],
				},
				{
					text: 'Why does the grant have the condition iam:PassedToService?',
					answers: [
						wrong('IAM refuses iam:PassRole without it', 'It is optional.'),
						right(
							'So that the roles can be passed to ECS tasks only',
							'Without it, the same roles could be given to any service that they trust.',
						),
						wrong(
							'So that ECS can assume the roles',
							'The trust policies of the roles decide that.',
						),
					],
				},
				{
					text: 'The execution failed because of its role, and its definition is right. What is the cheapest way to retry?',
					answers: [
						right(
							'A redrive: it continues at the failed state',
							'It runs with the same role, and the new permission of the role counts.',
						),
						wrong(
							'A new execution',
							'It runs every state again, including those that succeeded, with their effects.',
						),
						wrong(
							'None: Step Functions repeats it by itself',
							'An execution that failed stays failed.',
						),
					],
				},
			],
		),
	},
};
