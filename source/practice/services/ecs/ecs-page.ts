import {AwsError} from '../../aws-error.ts';
import {page} from '../../paging.ts';
import type {OperationContext} from '../../service.ts';

type Listed = {maxResults?: number | undefined; nextToken?: string | undefined};

export const ecsPage = <T>(
	all: readonly T[],
	{maxResults, nextToken}: Listed,
	{state}: OperationContext,
	defaultSize = 100,
) =>
	page(all, {
		size: maxResults,
		token: nextToken,
		defaultSize,
		bound: state.behaviour.pageSize,
		invalidToken: () => new AwsError('InvalidParameterException', 'Invalid token'),
	});
