import {iamPrefixOf} from './iam-actions.ts';
import {type Integration, integrationFor} from './integrations.ts';

/** `{service: 'dynamodb', operation: 'query'}`, spelled as the state's Resource spells them. */
export type SdkCall = {service: string; operation: string};

/** What `aws-sdk:dynamodb:query.waitForTaskToken` calls; null for what is no call of the SDK. */
export function sdkCall(integration: string): SdkCall | null {
	const [, service, operation] = /^aws-sdk:(\w{1,80}):(\w{1,120})/.exec(integration) ?? [];

	return service && operation ? {service, operation} : null;
}

/** The integration that calls the same API as the SDK does. */
export function integrationCalling({service, operation}: SdkCall): Integration | undefined {
	const prefix = iamPrefixOf(service.toLowerCase());
	const name = `${prefix}:${operation}`;

	return (
		integrationFor(`aws-sdk:${service}:${operation}`) ?? integrationFor(sameModel[name] ?? name)
	);
}

/** Converse is allowed by the same action on the same models. */
const sameModel: Record<string, string> = {'bedrock:converse': 'bedrock:invokeModel'};

/** Services whose integrations only call the API; those of others also tag, look up or clean up. */
const onlyCall = new Set([
	'athena',
	'batch',
	'bedrock',
	'dynamodb',
	'ecs',
	'events',
	'lambda',
	'scheduler',
	'sns',
	'sqs',
	'states',
]);

/** The integration that needs just what the same call through the SDK needs. */
export function sameNeeds(call: SdkCall): Integration | null {
	const prefix = iamPrefixOf(call.service.toLowerCase());

	return prefix && onlyCall.has(prefix) ? (integrationCalling(call) ?? null) : null;
}
