import type {PolicyDocument, Statement} from '../policy/document.ts';

/**
 * One reference alone, as a name is filled into an ARN: `arn:…:function:MARKER`, and `:*` after it for the newest
 * revision of a task definition.
 */
const named = /[:/](__open\d+x\w*?__)(?::\*)?$/;

/**
 * A policy that names a reference alone as its resource shows that it is an ARN. What the definition names by the
 * same reference is then the same, although it is read as a name.
 */
export function referring(document: PolicyDocument): (resource: string) => PolicyDocument | null {
	const alone = new Set(document.Statement.flatMap(patternsOf).filter(isReference));

	return resource => {
		const [, reference = ''] = named.exec(resource) ?? [];
		const widened = (patterns: string[]) =>
			patterns.includes(reference) ? [...patterns, resource] : patterns;

		return alone.has(reference)
			? {
					...document,
					Statement: document.Statement.map(({Resource, NotResource, ...rest}) => ({
						...rest,
						...(Resource && {Resource: widened(Resource)}),
						...(NotResource && {NotResource: widened(NotResource)}),
					})),
				}
			: null;
	};
}

export const isSameReference = (pattern: string, resource: string): boolean =>
	isReference(pattern) && named.exec(resource)?.[1] === pattern;

const isReference = (pattern: string): boolean => /^__open\d+x\w*?__$/.test(pattern);

const patternsOf = ({Resource = [], NotResource = []}: Statement): string[] => [
	...Resource,
	...NotResource,
];
