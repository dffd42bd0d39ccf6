import {parseArn} from '../aws/arn.ts';
import {hasParameters, readParameter} from './parameters.ts';
import {type Ask, both, nothing, on, type Second, textAt} from './second-statement.ts';

type Setting = {
	/** In any spelling: Step Functions writes `Acl` where S3 does `ACL`. */
	parameters: readonly string[];
	action: string;
};

/**
 * What S3 asks for on the same object, by what is written with it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
 */
const settings: readonly Setting[] = [
	{
		parameters: [
			...['ACL', 'Acl', 'GrantFullControl', 'GrantRead'],
			...['GrantReadACP', 'GrantReadAcp', 'GrantWriteACP', 'GrantWriteAcp'],
		],
		action: 's3:PutObjectAcl',
	},
	{parameters: ['Tagging'], action: 's3:PutObjectTagging'},
	{
		parameters: ['ObjectLockMode', 'ObjectLockRetainUntilDate'],
		action: 's3:PutObjectRetention',
	},
	{parameters: ['ObjectLockLegalHoldStatus'], action: 's3:PutObjectLegalHold'},
];

const writes = /^(?:putobject|copyobject|createmultipartupload)$/i;

/** `objectArn` as the object itself is called on. */
export function withObject(operation: string, ask: Ask, objectArns: readonly string[]): Second {
	if (!hasParameters(ask.source)) {
		return nothing;
	}

	const isCopy = /^copyobject$/i.test(operation);
	const asked = writes.test(operation)
		? settings.filter(
				({parameters, action}) =>
					isGiven(ask, parameters) &&
					!(isCopy && action === 's3:PutObjectTagging' && !isReplaced(ask)),
			)
		: [];
	const bypass =
		/^(?:deleteobjects?|putobjectretention)$/i.test(operation) &&
		readParameter(ask.source, 'BypassGovernanceRetention').some(
			found => !('value' in found) || String(found.value) === 'true',
		);
	const actions = [
		...asked.map(({action}) => action),
		...(bypass ? ['s3:BypassGovernanceRetention'] : []),
	];

	return both(objectArns.flatMap(arn => actions.map(action => on([action], arn))));
}

const isGiven = ({source}: Ask, parameters: readonly string[]): boolean =>
	parameters.some(each => readParameter(source, each).length > 0);

/** Without it the tags of the copied object are kept, and those given are not read. */
const isReplaced = ({source}: Ask): boolean =>
	readParameter(source, 'TaggingDirective').some(
		found => !('value' in found) || found.value === 'REPLACE',
	);

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport_Requesting.html */
export function tableExport(operation: string, ask: Ask): Second {
	const {partition} = ask.place;

	if (/^exporttabletopointintime$/i.test(operation) && isSetAt(ask, 'S3Bucket')) {
		const bucket = textAt(ask, 'S3Bucket');
		const prefix = textAt(ask, 'S3Prefix');
		const start = prefix.text === null ? '' : `${prefix.text.replace(/\/?\**$/, '')}/`;
		const objects = `arn:${partition}:s3:::${bucket.text ?? '*'}/${start}*`;
		const unknowns = [bucket.unknown, prefix.unknown];
		const acl = on(['s3:PutObjectAcl'], objects, unknowns);

		return both([
			on(['s3:PutObject'], objects, unknowns),
			withTerms(on(['s3:AbortMultipartUpload'], objects, unknowns), {onlyFor: 'clean-up'}),
			withTerms(acl, {when: 'the bucket belongs to another account'}),
		]);
	}

	if (/^importtable$/i.test(operation) && isSetAt(ask, 'S3BucketSource.S3Bucket')) {
		const bucket = textAt(ask, 'S3BucketSource.S3Bucket');
		const prefix = textAt(ask, 'S3BucketSource.S3KeyPrefix');
		const arn = `arn:${partition}:s3:::${bucket.text ?? '*'}`;

		return both([
			on(['s3:GetObject'], `${arn}/${prefix.text ?? ''}*`, [bucket.unknown, prefix.unknown]),
			on(['s3:ListBucket'], arn, [bucket.unknown]),
		]);
	}

	return nothing;
}

const isSetAt = ({source}: Ask, path: string): boolean =>
	hasParameters(source) && readParameter(source, path).length > 0;

const withTerms = (second: Second, terms: {onlyFor: 'clean-up'} | {when: string}): Second => ({
	...second,
	statements: second.statements.map(each => ({...each, ...terms})),
});

/** The code of a function is read from S3 as the caller. */
export function codeOfFunction(ask: Ask): Second {
	const places = ['Code', 'Content', '']
		.map(each => (each === '' ? '' : `${each}.`))
		.filter(each => isSetAt(ask, `${each}S3Bucket`));

	return both(
		places.map(each => {
			const bucket = textAt(ask, `${each}S3Bucket`);
			const key = textAt(ask, `${each}S3Key`);
			const version = isSetAt(ask, `${each}S3ObjectVersion`) ? 'Version' : '';
			const arn = `arn:${ask.place.partition}:s3:::${bucket.text ?? '*'}/${key.text ?? '*'}`;

			return on([`s3:GetObject${version}`], arn, [bucket.unknown, key.unknown]);
		}),
	);
}

/**
 * What is created with tags is tagged as the caller.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html
 */
export function taggedOnCreation(operation: string, ask: Ask): Second {
	const {partition, region, accountId} = ask.place;
	const path = ['TagSpecifications', 'TagSpecification'].find(each => isSetAt(ask, each));

	if (path === undefined) {
		return nothing;
	}

	const found = readParameter(ask.source, `${path}[].ResourceType`);
	const types = found.length > 0 ? found : [{unknown: `${path} is known only when the state runs`}];
	const action = operation.charAt(0).toUpperCase() + operation.slice(1);

	return both(
		types.map(each => {
			const type = 'value' in each && typeof each.value === 'string' ? each.value : '*';
			const owner = type === 'snapshot' || type === 'image' ? '' : accountId;
			const second = on(['ec2:CreateTags'], `arn:${partition}:ec2:${region}:${owner}:${type}/*`, [
				'unknown' in each ? each.unknown : null,
			]);

			return {
				...second,
				statements: second.statements.map(statement => ({
					...statement,
					carries: {'ec2:CreateAction': [action]},
				})),
			};
		}),
	);
}

/** A knowledge base that is named by its ARN, or by its id. */
export function knowledgeBase(ask: Ask, path: string): Second {
	const {partition, region, accountId} = ask.place;

	if (!isSetAt(ask, path)) {
		return nothing;
	}

	const {text, unknown} = textAt(ask, path);
	const arn = parseArn(text ?? '')
		? (text ?? '')
		: `arn:${partition}:bedrock:${region}:${accountId}:knowledge-base/${text ?? '*'}`;

	return on(['bedrock:Retrieve'], arn, [unknown]);
}
