import {parseArn} from '../aws/arn.ts';
import {type ActionOn, type ActionsOf, values} from './action-on.ts';
import type {IamAction} from './iam-actions.ts';
import {type ParameterSource, readParameter} from './parameters.ts';
import type {StateMachineLocation} from './place.ts';
import {sdkResources} from './sdk-resources.ts';

const ofType = ({name, resourceTypes}: IamAction, ...types: string[]): IamAction => ({
	name,
	resourceTypes: resourceTypes.filter(({type}) => types.includes(type)),
});

/** Documents of AWS belong to no account; their names are reserved. */
const ofAws = /:document\/(?:aws|amazon|amzn)[^*]{1,128}$/i;

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-identity-based-policies.html */
const documentOf = (resource: string): string =>
	ofAws.test(resource) ? resource.replace(/:\d{12}:document/, '::document') : resource;

/**
 * The document and every node are asked for; a node is an instance of EC2 or a managed one by its id.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command-setting-up.html
 */
function sendCommand(
	source: ParameterSource,
	place: StateMachineLocation,
	actions: IamAction[],
): ActionOn[] {
	return actions.flatMap(action => {
		const document = sdkResources(ofType(action, 'document'), source, place);
		const nodes = sdkResources(ofType(action, 'instance', 'managed-instance'), source, place);
		const asked = readParameter(source, 'InstanceIds').length > 0;
		const resources = nodes.resources.filter(
			arn => /\/\*$/.test(arn) || /managed-instance/.test(arn) === /\/mi-/.test(arn),
		);
		const on = {...document, resources: document.resources.map(documentOf)};

		return [
			{action: action.name, resources: on},
			...(asked ? [{action: action.name, resources: {...nodes, resources}}] : []),
		];
	});
}

/**
 * Grants name a runbook as a document or, as AWS documented before, as an automation definition.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-identity-based-policies.html
 */
function startAutomation(
	source: ParameterSource,
	place: StateMachineLocation,
	actions: IamAction[],
): ActionOn[] {
	const {partition, region, accountId} = place;

	return actions.flatMap(action => {
		const document = sdkResources(ofType(action, 'document'), source, place);
		const execution = sdkResources(ofType(action, 'automation-execution'), source, place);
		const alternatives = document.resources.flatMap(arn => {
			const name = arn.slice(arn.indexOf('/') + 1);
			return ['', accountId].map(
				owner => `arn:${partition}:ssm:${region}:${owner}:automation-definition/${name}:*`,
			);
		});
		const on = {...document, resources: document.resources.map(documentOf), alternatives};

		return [
			{action: action.name, resources: on},
			{action: action.name, resources: {...execution, alternatives}},
		];
	});
}

/**
 * The path itself is asked for, not the parameters below it.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-retrieval-authorization.html
 */
const byPath: ActionsOf = (source, place, actions) =>
	actions.map(action => {
		const found = sdkResources(action, source, place);
		const resources = found.resources.map(arn => arn.replace(/(.)\/$/, '$1'));
		return {
			action: action.name,
			resources: {...found, resources, alternatives: resources.map(arn => `${arn}/`)},
		};
	});

/**
 * The sender is verified by its address or by its domain: which of them, the definition does not tell.
 * https://docs.aws.amazon.com/ses/latest/dg/sending-authorization-policies.html
 */
const sending: ActionsOf = (source, place, actions) => {
	const senders = ['FromEmailAddressIdentityArn', 'SourceArn', 'FromArn'].flatMap(path =>
		values(source, path),
	);
	const addresses = ['FromEmailAddress', 'Source'].flatMap(path => values(source, path));
	const {partition, region, accountId} = place;
	const names = addresses.flatMap(text => {
		const [, address = '', domain = ''] =
			/([^\s<>"@]{1,64}@([\w.-]{1,253}))>?\s*$/.exec(text) ?? [];
		return domain === '' ? [] : [domain, address];
	});
	const identities = [
		...senders.filter(arn => parseArn(arn) !== null),
		...(senders.length > 0
			? []
			: names.map(name => `arn:${partition}:ses:${region}:${accountId}:identity/${name}`)),
	];
	const isOpen = identities.length === 0;

	return actions.flatMap((action): ActionOn[] => {
		const identity = ofType(action, 'identity');
		const others = {
			...action,
			resourceTypes: action.resourceTypes.filter(({type}) => type !== 'identity'),
		};
		const beside = sdkResources(others, source, place);
		const isAsked = others.resourceTypes.some(
			({type, required}) =>
				required ||
				(type === 'configuration-set' && readParameter(source, 'ConfigurationSetName').length > 0),
		);

		return [
			{
				action: action.name,
				resources: isOpen
					? sdkResources(identity, source, place)
					: {
							resources: identities,
							dynamic: false,
							...(identities.length > 1 && {oneOf: true}),
							unknowns:
								identities.length > 1
									? [
											'whether the sender is verified by its address or its domain is not in the definition',
										]
									: [],
						},
			},
			...(isAsked ? [{action: action.name, resources: beside}] : []),
		];
	});
};

/**
 * AWS lists no resource for these, and AWS's CDK grants them on the state machine whose tasks they answer.
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_stepfunctions.StateMachineGrants.html
 */
const taskToken: ActionsOf = (_source, {partition, region, accountId}, actions) =>
	actions.map(({name}) => ({
		action: name,
		resources: {
			resources: ['*'],
			dynamic: false,
			alternatives: ['stateMachine', 'activity'].map(
				type => `arn:${partition}:states:${region}:${accountId}:${type}:*`,
			),
			unknowns: [],
		},
	}));

/** Operations of SES, Systems Manager and Step Functions whose resources are named by more than their parameters. */
export const otherOperations: Record<string, ActionsOf> = {
	'ses:sendbulktemplatedemail': sending,
	'ses:sendemail': sending,
	'ses:sendtemplatedemail': sending,
	'ssm:getparametersbypath': byPath,
	'ssm:sendcommand': sendCommand,
	'ssm:startautomationexecution': startAutomation,
	'states:sendtaskfailure': taskToken,
	'states:sendtaskheartbeat': taskToken,
	'states:sendtasksuccess': taskToken,
};
