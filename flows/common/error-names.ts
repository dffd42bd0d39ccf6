import names from './error-names.json' with {type: 'json'};

/** Errors by their own names, for those who search for a name alone. `example` is recognized as `flow`. */
export const errorNames: readonly {name: string; flow: string; means: string; example: string}[] =
	names;
