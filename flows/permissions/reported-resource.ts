import {parseArn} from '../../source/aws/arn.ts';

const blackened = /X{3,}|\.\.\.|REDACTED|MASKED/i;

/** Whether a text gives an ARN in full: who pastes an error often hides a part of it. */
export function isWholeArn(text: string): boolean {
	const arn = parseArn(text);

	return (
		arn !== null &&
		/^[\w:/.,+=@*$#?~%-]+$/.test(text) &&
		/^aws[\w-]{0,20}$/.test(arn.partition) &&
		/^[a-z0-9-]{0,25}$/.test(arn.region) &&
		/^(?:\d{12}|aws)?$/.test(arn.accountId) &&
		arn.resource !== '' &&
		!text.includes('${') &&
		!blackened.test(text)
	);
}
