import {uuidOf} from '../../ids.ts';
import type {LogGroupState, LogStreamState} from '../../state.ts';
import {days, logGroupArn} from './names.ts';

/** `after`: milliseconds after the first line. */
export type Line = {after: number; message: string};

/** A log group of a task, with what it logged from `start` on. */
export const taskLogGroup = (
	now: number,
	name: string,
	streams: ReadonlyArray<{name: string; start: number; lines: readonly Line[]}>,
): LogGroupState => ({
	name,
	arn: logGroupArn(name),
	class: 'STANDARD',
	kmsKeyArn: null,
	retentionInDays: 30,
	createdAt: now - days(200),
	streams: streams.map(
		(stream): LogStreamState => ({
			name: stream.name,
			createdAt: stream.start,
			events: stream.lines.map(({after, message}) => ({
				timestamp: stream.start + after,
				ingestedAt: stream.start + after + 900,
				message,
			})),
		}),
	),
});

/** `YYYY/MM/DD[version]environment`, as Lambda names the streams of a function. */
export function functionStream(name: string, start: number): string {
	const day = new Date(start).toISOString().slice(0, 10).replaceAll('-', '/');
	return `${day}/[$LATEST]${uuidOf(`${name} environment`).replaceAll('-', '')}`;
}

export const requestIdOf = (name: string): string => uuidOf(`${name} request`);

/** What a function in Lambda's text format logs of one invocation. */
export const textInvocation = (
	requestId: string,
	lines: readonly string[],
	{duration, memory}: {duration: number; memory: number},
): Line[] => [
	{after: 0, message: `START RequestId: ${requestId} Version: $LATEST\n`},
	...lines.map((message, index) => ({
		after: Math.round(((index + 1) * duration) / (lines.length + 1)),
		message: `${message}\n`,
	})),
	{after: duration, message: `END RequestId: ${requestId}\n`},
	{
		after: duration,
		message: `REPORT RequestId: ${requestId}\tDuration: ${duration}.00 ms\tBilled Duration: ${duration} ms\tMemory Size: 128 MB\tMax Memory Used: ${memory} MB\t\n`,
	},
];
