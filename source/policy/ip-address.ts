type Address = {bits: 32 | 128; value: bigint};

/** True when `address` lies in `range` (CIDR, or one address). Texts that are no addresses never match. */
export function inAddressRange(range: string, address: string): boolean {
	const [network = '', length] = range.split('/', 2);
	const from = parseAddress(network);
	const asked = parseAddress(address);

	if (from === null || asked === null || from.bits !== asked.bits) {
		return false;
	}

	const prefix = length === undefined ? from.bits : wholeNumber(length, from.bits);

	if (prefix === null) {
		return false;
	}

	const shift = BigInt(from.bits - prefix);
	return from.value >> shift === asked.value >> shift;
}

function wholeNumber(text: string, most: number): number | null {
	const number = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
	return number <= most ? number : null;
}

const parseAddress = (text: string): Address | null =>
	text.includes(':') ? parseIpv6(text) : parseIpv4(text);

function parseIpv4(text: string): Address | null {
	const octets = text.split('.').map(octet => wholeNumber(octet, 255));

	if (octets.length !== 4 || octets.includes(null)) {
		return null;
	}

	return {bits: 32, value: octets.reduce((sum, octet) => sum * 256n + BigInt(octet ?? 0), 0n)};
}

function parseIpv6(text: string): Address | null {
	const halves = text.split('::');
	const [head = [], tail = []] = halves.map(half => (half === '' ? [] : groupsOf(half)));

	if (halves.length > 2 || head === null || tail === null) {
		return null;
	}

	const missing = 8 - head.length - tail.length;

	if (halves.length === 2 ? missing < 1 : missing !== 0) {
		return null;
	}

	const groups = [...head, ...new Array<bigint>(missing).fill(0n), ...tail];
	return {bits: 128, value: groups.reduce((sum, group) => sum * 65_536n + group, 0n)};
}

/** An IPv4 address at the end stands for two groups. */
function groupsOf(half: string): bigint[] | null {
	const groups: bigint[] = [];

	for (const part of half.split(':')) {
		const embedded = part.includes('.') ? parseIpv4(part) : null;

		if (embedded !== null) {
			groups.push(embedded.value >> 16n, embedded.value & 0xffffn);
		} else if (/^[0-9a-f]{1,4}$/i.test(part)) {
			groups.push(BigInt(`0x${part}`));
		} else {
			return null;
		}
	}

	return groups;
}
