import type {ConditionBlock, PolicyDocument, Statement} from './document.ts';

/**
 * The document as one of version 2012-10-17. Older ones have no policy variables, so a `${` there is plain
 * text and must be written as such.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
export function lifted(document: PolicyDocument): PolicyDocument {
	const {Version, Statement, ...rest} = document;

	return Version === '2012-10-17'
		? document
		: {Version: '2012-10-17', ...rest, Statement: Statement.map(withPlainDollars)};
}

function withPlainDollars(statement: Statement): Statement {
	if (!JSON.stringify(statement).includes('${')) {
		return statement;
	}

	const {Resource, NotResource, Condition} = statement;

	return {
		...statement,
		...(Resource && {Resource: Resource.map(escapeDollars)}),
		...(NotResource && {NotResource: NotResource.map(escapeDollars)}),
		...(Condition && {Condition: plainCondition(Condition)}),
	};
}

const plainCondition = (condition: ConditionBlock): ConditionBlock =>
	mapValues(condition, keys => mapValues(keys, values => values.map(escapeDollars)));

const mapValues = <From, To>(record: Record<string, From>, map: (value: From) => To) =>
	Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

// biome-ignore lint/suspicious/noTemplateCurlyInString: this is how a policy writes a dollar sign.
const escapeDollars = (text: string): string => text.replaceAll('${', '${$}{');
