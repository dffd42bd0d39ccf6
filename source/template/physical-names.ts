import {type JsonObject, member} from '../json.ts';
import {type Naming, resourceNaming} from './resource-names.ts';
import type {Markers} from './unresolved.ts';

const nameAttributes: Record<string, string> = {
	'AWS::SQS::Queue': 'QueueName',
	'AWS::SNS::Topic': 'TopicName',
};

export type Resource = {id: string; type: string; properties: JsonObject; value: JsonObject};

type Names = {
	resources: ReadonlyMap<string, Resource>;
	markers: Markers;
	region: string;
	accountId: string;
	partition: string;
	text(value: unknown): string | null;
	/** Runs the work, once, unless it is running already under this name. */
	once<Value>(name: string, work: () => Value, otherwise: Value): Value;
};

/** The names and ARNs that the resources of a template will have: a name that CloudFormation makes up is a marker. */
export function physicalNames({
	resources,
	markers,
	region,
	accountId,
	partition,
	text,
	once,
}: Names) {
	function nameOf(id: string): string {
		const resource = resources.get(id);
		const property = resource && resourceNaming[resource.type]?.property;
		const given = property ? member(resource.properties, property) : undefined;
		const stated = given === undefined ? null : once(`name ${id}`, () => text(given), null);

		return stated ?? madeUp(id);
	}

	/** A Ref is the name of some resources: of the others it is the URL or the ARN, and an attribute is the name. */
	function madeUp(id: string): string {
		const {type = ''} = resources.get(id) ?? {};
		const naming = resourceNaming[type];

		if (!naming || naming.ref === 'name') {
			return markers.of(id, 'named');
		}

		const name = markers.of(`${id}.${nameAttributes[type] ?? 'Name'}`, 'named');
		markers.showAs(arnWith(naming, name), naming.ref === 'arn' ? id : `${id}.Arn`);
		return name;
	}

	function arnWith({arn}: Naming, name: string): string {
		const [service = '', inRegion = '', inAccount = '', ...rest] = arn.split(':');

		return [
			`arn:${partition}:${service}`,
			inRegion === '-' ? '' : region,
			inAccount === '-' ? '' : accountId,
			rest.join(':').replace('NAME', () => name),
		].join(':');
	}

	function arnOf(id: string): string | null {
		const resource = resources.get(id);
		const naming = resource && resourceNaming[resource.type];

		if (!naming) {
			return null;
		}

		const path =
			resource.type === 'AWS::IAM::Role' ? (text(member(resource.properties, 'Path')) ?? '/') : '/';
		return arnWith(naming, `${path.replace(/^\//, '')}${nameOf(id)}`);
	}

	const urlOf = (id: string) => `https://sqs.${region}.amazonaws.com/${accountId}/${nameOf(id)}`;

	const meaning = (id: string, what: 'arn' | 'name' | 'url'): string | null =>
		what === 'arn' ? arnOf(id) : what === 'name' ? nameOf(id) : urlOf(id);

	return {nameOf, arnOf, meaning};
}
