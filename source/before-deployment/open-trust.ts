import {parseArn} from '../aws/arn.ts';
import {isObject, type JsonObject, member, parseJson} from '../json.ts';
import {deploymentUnsettled} from '../policy/open-parts.ts';
import {globCovers, globOf, literalGlob} from '../policy/wildcard.ts';
import type {DeployedMachine} from '../template/deployment.ts';
import {hasMarker} from '../template/unresolved.ts';

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/**
 * A trust policy that names a principal, or whose condition compares with a name, account or region that only the deployment knows cannot be
 * judged by it. The condition then asks for something that is not known, so that the answer is unknown.
 */
export function openTrust(trustPolicy: string, {arn}: DeployedMachine): string {
	const document = parseJson(trustPolicy);
	const known: Record<string, string> = {
		'aws:sourcearn': arn,
		'aws:sourceaccount': parseArn(arn)?.accountId ?? '',
	};
	const isOpen = (key: string, values: unknown): boolean => {
		const actual = known[key.toLowerCase()];
		const patterns = asList(values).map(String);

		return (
			actual !== undefined &&
			[actual, ...patterns].some(text => hasMarker(text, 'open') || hasMarker(text, 'named')) &&
			!patterns.some(pattern => globCovers(globOf(pattern), literalGlob(actual)))
		);
	};
	const opened = (block: JsonObject): JsonObject =>
		mapObject(block, (_operator, keys) =>
			isObject(keys)
				? Object.fromEntries(
						Object.entries(keys).map(([key, values]) => [
							isOpen(key, values) ? `${key} (known only at deployment)` : key,
							values,
						]),
					)
				: keys,
		);

	return JSON.stringify({
		...(isObject(document) && document),
		Statement: asList(member(document, 'Statement')).flatMap(statement => {
			const withCondition =
				isObject(statement) && isObject(statement.Condition)
					? {...statement, Condition: opened(statement.Condition)}
					: statement;

			return isObject(statement) && hasMarker(JSON.stringify(statement.Principal ?? ''), 'open')
				? [withCondition, perhapsStepFunctions(statement)]
				: [withCondition];
		}),
	});
}

/** Whom it trusts is known only at deployment: Step Functions, perhaps. */
const perhapsStepFunctions = (statement: JsonObject): JsonObject => ({
	...statement,
	Principal: {Service: 'states.amazonaws.com'},
	Condition: {StringEquals: {[deploymentUnsettled]: 'true'}},
});

const mapObject = (
	object: JsonObject,
	change: (key: string, value: unknown) => unknown,
): JsonObject =>
	Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(key, value)]));
