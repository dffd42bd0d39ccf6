import {AwsError} from '../../aws-error.ts';
import {page} from '../../paging.ts';
import type {OperationContext} from '../../service.ts';

type Limited = {limit?: number | undefined; nextToken?: string | undefined};

/** The describing operations give 50 entries a page where the caller does not say. */
export const logsPage = <T>(
	all: readonly T[],
	input: Limited,
	{state}: OperationContext,
	defaultSize = 50,
) =>
	page(all, {
		size: input.limit,
		token: input.nextToken,
		defaultSize,
		bound: state.behaviour.pageSize,
		invalidToken: () =>
			new AwsError('InvalidParameterException', 'The specified nextToken is invalid.'),
	});
