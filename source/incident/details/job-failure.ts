export type JobFailure = {name: string | null; reason: string};

const reason =
	/["'](?:ErrorMessage|FailureReason|StateChangeReason|StateDetails|Cause)["'] ?: ?["']([^"]{3,300})/;
const name =
	/["'](?:JobName|TrainingJobName|ProcessingJobName|TransformJobName|QueryExecutionId|ProjectName|JobRunId)["'] ?: ?["']([^"']{1,200})/;

/** What a Glue job, a SageMaker job, an Athena query or another job says of its end. */
export function jobFailure(text: string): JobFailure | null {
	const said = reason.exec(text)?.[1]?.trim();
	return said && name.test(text) ? {name: name.exec(text)?.[1] ?? null, reason: said} : null;
}

export type ChildExecution = {arn: string; error: string | null; cause: string | null};

/** The answer of a nested execution, as DescribeExecution gives it. */
export function childExecution(text: string): ChildExecution | null {
	const arn = /["']ExecutionArn["'] ?: ?["'](arn:[^"']{10,300})/.exec(text)?.[1] ?? null;

	if (arn === null || !/["']Status["'] ?: ?["'](?:FAILED|TIMED_OUT|ABORTED)/.test(text)) {
		return null;
	}

	return {
		arn,
		error: [...text.matchAll(/["']Error["'] ?: ?["']([^"']{1,120})/g)].at(-1)?.[1] ?? null,
		cause: /\{ ?["']Cause["'] ?: ?["']([^"]{1,300})/.exec(text)?.[1] ?? null,
	};
}
