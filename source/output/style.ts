import {styleText} from 'node:util';

type Look = Parameters<typeof styleText>[0];

/** Paints text, or leaves it alone where colour is not wanted. Colour never carries meaning alone. */
export type Style = (look: Look, text: string) => string;

export const plainStyle: Style = (_look, text) => text;

/** Node would look at its own standard output once more; who prints has decided already. */
const colouredStyle: Style = (look, text) => styleText(look, text, {validateStream: false});

type ExpressionScope = {isTTY: boolean; noColor: boolean; env: Record<string, string | undefined>};

/** https://no-color.org and https://force-color.org */
export function styleFor({isTTY, noColor, env}: ExpressionScope): Style {
	if (noColor || (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb') {
		return plainStyle;
	}

	const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0';
	return isTTY || forced ? colouredStyle : plainStyle;
}
