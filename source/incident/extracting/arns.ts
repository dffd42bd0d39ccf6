import {unquoted} from './unquoted.ts';

export type ArnParts = {
	arn: string;
	partition: string;
	service: string;
	region: string;
	accountId: string;
	resource: string;
};

const arn =
	/\barn:(?:aws[\w-]{0,20}|\.{3}|…|\*{1,12}|<[^<>]{1,40}>):(?:<[^<>]{1,40}>|[^\s"'`<>\\|]){1,600}/g;

/** Every ARN that the text states, as written, redactions included. */
export const findArns = (text: string): ArnParts[] =>
	[...text.matchAll(arn)].slice(0, 200).map(([found]) => parts(unquoted(withoutEnd(found))));

const withoutEnd = (found: string): string => found.replace(/([^.])[.:]$/, '$1');

function parts(found: string): ArnParts {
	const [, partition = '', service = '', region = '', accountId = '', ...resource] =
		found.split(':');
	return {arn: found, partition, service, region, accountId, resource: resource.join(':')};
}
