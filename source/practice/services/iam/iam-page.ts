import {AwsError} from '../../aws-error.ts';
import {page} from '../../paging.ts';
import type {OperationContext} from '../../service.ts';

type Marked = {Marker?: string | undefined; MaxItems?: number | undefined};

/** IAM pages by Marker; a page holds 100 entries where the caller does not say. */
export function iamPage<T>(all: readonly T[], input: Marked, {state}: OperationContext) {
	const {entries, nextToken} = page(all, {
		size: input.MaxItems,
		token: input.Marker,
		defaultSize: 100,
		bound: state.behaviour.pageSize,
		invalidToken: () => new AwsError('ValidationError', 'Invalid Marker.'),
	});

	return {entries, paging: {IsTruncated: nextToken !== undefined, Marker: nextToken}};
}
