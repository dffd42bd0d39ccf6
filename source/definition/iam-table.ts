import data from './iam-actions.json' with {type: 'json'};

export type IamPrefix = {
	types: Record<string, string>;
	actions: Record<string, string>;
	operations?: Record<string, string[]>;
};

/** Written by scripts/iam-actions.mjs, which says how it is laid out. */
export type IamTable = {
	verbs: Record<string, string>;
	services: Record<string, string | null>;
	prefixes: Record<string, IamPrefix>;
};

/** In the built program scripts/build.mjs puts a compressed copy here, which is unpacked at the first call. */
export const iamTable = (): IamTable => data as unknown as IamTable;
