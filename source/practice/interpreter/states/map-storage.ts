import {isObject, member, parseJson} from '../../../json.ts';
import {type AuthorizationRequest, denialOf} from '../../access/role.ts';
import {integrationIn} from '../../definition/read.ts';
import {uuidOf} from '../../ids.ts';
import {evaluateJsonata} from '../jsonata.ts';
import {fillTemplate} from '../payload-template.ts';
import type {Frame} from '../run.ts';
import {StatesError} from '../states-error.ts';
import {actorOf} from '../tasks/permission.ts';

type Storage = {operation: string; bucket: string; key: string};

/**
 * The items of an ItemReader: the entries of a JSON array or the lines of a CSV file in S3, or its objects.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */
export function readItems(frame: Frame): unknown[] {
	const {operation, bucket, key} = storageIn('ItemReader', frame);
	const {partition, objects} = frame.run.state;
	const arn = `arn:${partition}:s3:::${bucket}`;
	const lists = operation === 's3:listObjectsV2';
	require(lists
		? {action: 's3:ListBucket', resource: arn, context: {'s3:prefix': [key]}}
		: {action: 's3:GetObject', resource: `${arn}/${key}`}, 'States.ItemReaderFailed', () =>
		`Access Denied (Service: S3, Status Code: 403, ${requestIds(frame)})`, frame);

	if (lists) {
		return objects
			.filter(each => each.bucket === bucket && each.key.startsWith(key))
			.map(each => ({Key: each.key, Size: each.body.length}));
	}

	const object = objects.find(each => each.bucket === bucket && each.key === key);

	if (!object) {
		throw new StatesError(
			'States.ItemReaderFailed',
			`The specified key does not exist. (Service: S3, Status Code: 404, ${requestIds(frame)})`,
		);
	}

	return itemsIn(object.body);
}

function itemsIn(body: string): unknown[] {
	const value = parseJson(body);

	if (value === undefined) {
		const [header = '', ...lines] = body.trim().split('\n');
		const names = header.split(',');

		return lines.map(line =>
			Object.fromEntries(line.split(',').map((cell, index) => [names[index] ?? '', cell])),
		);
	}

	if (!Array.isArray(value)) {
		throw new StatesError('States.ItemReaderFailed', 'Attempting to map over non-iterable node.');
	}

	return value;
}

/** Before the first item, a ResultWriter tries to write into its bucket. */
export function checkResultWriter(frame: Frame): void {
	// A ResultWriter without a Resource only shapes the output.
	if (typeof member(member(frame.state, 'ResultWriter'), 'Resource') !== 'string') {
		return;
	}

	const {bucket, key} = storageIn('ResultWriter', frame);
	require({
		action: 's3:PutObject',
		resource: `arn:${frame.run.state.partition}:s3:::${bucket}/${key.replace(/\/?$/, '/')}manifest.json`,
	}, 'States.ResultWriterFailed', denial =>
		`Failed to write a test manifest into the specified output bucket. Access denied. Ensure the correct permissions are added to your state machine's execution role. | Message from S3: ${denial}`, frame);
}

function require(
	asked: AuthorizationRequest,
	error: string,
	causeOf: (denial: string) => string,
	{run}: Frame,
): void {
	const denial = run.engine.endTask ? null : denialOf(asked, actorOf(run));

	if (denial !== null) {
		throw new StatesError(error, causeOf(denial));
	}
}

function storageIn(field: 'ItemReader' | 'ResultWriter', frame: Frame): Storage {
	const part = member(frame.state, field);
	const filled =
		frame.language === 'JSONata'
			? evaluateJsonata(member(part, 'Arguments'), `${field}/Arguments`, {}, frame)
			: fillTemplate(member(part, 'Parameters'), frame.input, frame);
	const parameters = isObject(filled) ? filled : {};

	return {
		operation: integrationIn(String(member(part, 'Resource'))) ?? '',
		bucket: String(parameters.Bucket ?? ''),
		key: String(parameters.Key ?? parameters.Prefix ?? ''),
	};
}

function requestIds({run}: Frame): string {
	const id = uuidOf(`${run.execution.arn} ${run.execution.history.length}`);
	const short = id.replaceAll('-', '').toUpperCase().slice(0, 16);

	return `Request ID: ${short}, Extended Request ID: ${Buffer.from(id).toString('base64')}`;
}
