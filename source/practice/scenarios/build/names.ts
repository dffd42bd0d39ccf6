import {accountId, region} from '../../empty-account.ts';

export {accountId, region} from '../../empty-account.ts';

export const seconds = (count: number): number => count * 1000;
export const minutes = (count: number): number => seconds(60 * count);
export const hours = (count: number): number => minutes(60 * count);
export const days = (count: number): number => hours(24 * count);

export const stateMachineArn = (name: string): string =>
	`arn:aws:states:${region}:${accountId}:stateMachine:${name}`;

export const roleArn = (name: string, path = '/'): string =>
	`arn:aws:iam::${accountId}:role${path}${name}`;

export const logGroupArn = (name: string): string =>
	`arn:aws:logs:${region}:${accountId}:log-group:${name}`;

export const functionArn = (name: string): string =>
	`arn:aws:lambda:${region}:${accountId}:function:${name}`;
