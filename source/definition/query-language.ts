import {type JsonObject, member} from '../json.ts';

export type QueryLanguage = 'JSONPath' | 'JSONata';

/**
 * A state's own QueryLanguage, else what surrounds it.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function queryLanguageOf(value: JsonObject, surrounding: QueryLanguage): QueryLanguage {
	const own = member(value, 'QueryLanguage');

	return own === 'JSONata' || own === 'JSONPath' ? own : surrounding;
}
