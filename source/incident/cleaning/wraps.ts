import {isWord} from './vocabulary.ts';

/** Puts wrapped lines together again: one line, white space folded, words and ARNs that were broken made whole. */
export const withoutWraps = (text: string): string => joinLines(text.split('\n'));

/** Lines of one paragraph, or of one cell, as one line. */
export function joinLines(wrapped: readonly string[]): string {
	const lines = wrapped.map(line => line.trimEnd());
	const pieces: string[] = [];
	let last = '';

	for (const [at, line] of lines.entries()) {
		const next = line.trimStart();

		if (next === '') {
			last = '';
			continue;
		}

		const isOneWord =
			last !== '' && !isSpaced(lines, at) && continues(last, next, evidence(lines, at));
		pieces.push(isOneWord ? '' : ' ', next);
		last = isOneWord && !next.includes(' ') ? last + next : lastToken(next);
	}

	return pieces.join('').replace(/\s+/g, ' ').trim();
}

/** A terminal that breaks at a space puts it at the start of the next line. */
const isSpaced = (lines: readonly string[], at: number): boolean =>
	indentOf(lines[at] ?? '') === 1 && indentOf(lines[at - 1] ?? '') === 0;

/** Whether lines were cut at a width: `at` begins after a line that is as long as its neighbours allow. */
function evidence(lines: readonly string[], at: number): WrapEvidence {
	const length = (lines[at - 1] ?? '').length;
	const [before, after] = [lines[at - 2]?.length ?? 0, lines[at]?.length ?? 0];

	if (length === before || length === after) {
		return 'strong';
	}

	return length > after ? 'weak' : 'none';
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

const lastToken = (line: string): string => line.slice(line.lastIndexOf(' ') + 1);

/** How much the lengths of lines speak for a cut at a width, rather than between words. */
type WrapEvidence = 'none' | 'weak' | 'strong';

const beforeWord = /^.*["'`(<[{,](?=.)/;
const closing = /["'`)>\]},;.:]+$/;

/** Whether `line` begins with the rest of `last`, the word at the end of the line before. */
function continues(last: string, line: string, evidence: WrapEvidence): boolean {
	// The console's labels, each on a line of its own.
	if (/^(?:Error|Cause)\W?$/.test(line)) {
		return false;
	}

	const first = line.split(' ', 1)[0] ?? '';
	const [head, tail] = [last.replace(beforeWord, ''), first.replace(closing, '')];

	if (startsWithin(head, first) || endsMark(last, first) || continuesName(head, line, evidence)) {
		return true;
	}

	if (last.includes('arn:')) {
		return continuesArn(last.slice(last.lastIndexOf('arn:')), line, evidence);
	}

	const areWords = isWord(head.replace(closing, '')) && isWord(tail);

	if (isWord(head + tail) && (evidence !== 'none' || !areWords)) {
		return true;
	}

	return isHyphenated(last, first) || (evidence !== 'none' && bothHalves(head, first, evidence));
}

/** A break within `arn:` or `https://` itself. */
const startsWithin = (head: string, first: string): boolean =>
	(/^(?:a|ar|arn)$/.test(head) && `${head}${first}`.startsWith('arn:')) ||
	(/^https?(?::\/{0,2})?$/.test(head) && /^https?:\/\//.test(head + first));

const service =
	/^(?:apigateway|athena|batch|bedrock|cloudformation|codebuild|databrew|dynamodb|ec2|ecr|ecs|eks|elasticmapreduce|events|execute-api|firehose|glue|iam|kinesis|kms|lambda|logs|mediaconvert|rds|s3|sagemaker|scheduler|secretsmanager|ses|sns|sqs|ssm|states|sts|xray):[A-Z]$/;
const afterAction =
	/^(?:on (?!on\b)|(?:action|because|with|and|or|permissions?|against|for|is)\b|\W|[A-Z]\w*(?:[:.,]|$| (?!on\b|because\b|with\b|action\b)))/;

/** The rest of an action (`lambda:Invoke` and `Function`) or of an address. */
const continuesName = (head: string, line: string, evidence: WrapEvidence): boolean =>
	(evidence !== 'none' &&
		(/^[a-z][\w-]{1,30}:[A-Z][A-Za-z]{0,60}$/.test(head)
			? !afterAction.test(line)
			: /^https?:\/\/\S+$/.test(head) &&
				(/[/.]$/.test(head) ? /^[a-z\d]/.test(line) : /^[\w-]*[./][\w-]/.test(line)))) ||
	(evidence !== 'none' && service.test(`${head}${/^[a-z]*:[A-Z]/.exec(line)?.[0] ?? ''}`));

/** Marks that never follow white space, and redactions that were opened and not closed. */
const endsMark = (last: string, first: string): boolean =>
	!/^(?:\.{2,}|…)$/.test(first) &&
	((/\w::$/.test(last) && /^\w/.test(first)) ||
		(/\w$/.test(last) && /^::\w/.test(first)) ||
		(/[\w>\])}]$/.test(last) && /^(?:[;,.)]|:(?=[\w<*{[]|$)|["'](?=$|[;,.)]))/.test(first)) ||
		(/<[^<>]{0,40}$/.test(last) &&
			/^[^<>]{0,40}>/.test(first) &&
			!(/^\w/.test(first) && isWord(last.slice(last.lastIndexOf('<') + 1)))));

const isHyphenated = (last: string, first: string): boolean =>
	/[a-z\d]-$/i.test(last) && /^[a-z\d]/i.test(first);

const afterArn =
	/^(?:is|are|was|were|because|with|on|and|or|not|in|for|to|from|does|cannot|has|by|status|request|at|as|that|but|so|it|the)\b[:,.]?$/i;

/** `ERROR_CODE: NO_PERMISSIONS`: the next attribute of a message. */
const attribute = /^[A-Z]+_[A-Z_]+: /;

/** An ARN goes on where it is not complete yet, or where the line was full and what follows is no sentence's next word. */
function continuesArn(arn: string, line: string, evidence: WrapEvidence): boolean {
	const first = line.split(' ', 1)[0] ?? '';

	// A label of its own, as `ERROR_CODE:` in the attributes of a message.
	if (/["'`;,)]$/.test(arn) || /^(?:["'`(]|[A-Z]+_[A-Z_]+[:=])/.test(first)) {
		return false;
	}

	if (/[:/_-]$/.test(arn) || /^[:/_]/.test(first) || isIncomplete(arn)) {
		return true;
	}

	if (endOfResource.test(line) || (endOfPrincipal.test(line) && !isWord(first))) {
		return true;
	}

	if (
		evidence === 'none' ||
		afterArn.test(first) ||
		attribute.test(line) ||
		/^(?:\||…$|\.{3}$|\}$)/.test(first)
	) {
		return false;
	}

	return evidence === 'strong' || !/^[A-Z][a-z]+(?:[:,]?$|[:,]? (?!because|with|is|\())/.test(line);
}

/** What follows an ARN in a refusal comes one word too late: that word is the ARN's end. */
const endOfPrincipal = /^(?!arn:)[\w$*./:+=,@-]{1,200}["'`]? is not authorized/;
const endOfResource =
	/^(?!arn:|action\b)[\w$*./:+=,@-]{1,200}["'`]? (?:because no [a-z]|with an explicit deny)/;

/** Without its resource; that of IAM and STS has a kind and a name. */
const isIncomplete = (arn: string): boolean =>
	arn.split(':').length < 6 || /^arn:[^:]*:(?:sts|iam):[^/]*:[a-z-]{0,12}$/.test(arn);

/** Neither half is a word of its own, and together they look like a name. */
function bothHalves(head: string, first: string, evidence: WrapEvidence): boolean {
	const tail = first.replace(closing, '');

	if (!/[\w-]$/.test(head) || !/^[\w-]/.test(tail) || isWord(head) || isWord(tail)) {
		return false;
	}

	return evidence === 'strong' || /[\d_:/-]|[a-z][A-Z]/.test(head + tail);
}
