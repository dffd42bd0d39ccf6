/** A pseudo-random text: what is planted is a secret by its form alone, and nobody's. */
function made(seed: number, length: number, alphabet: string): string {
	let state = seed * 7919 + 13;
	let text = '';

	while (text.length < length) {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		text += alphabet[Math.floor(state / 65_536) % alphabet.length];
	}

	return text;
}

const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const letters = `${lower}${lower.toUpperCase()}${digits}`;
const upper = `${lower.toUpperCase()}${digits}`;

const word = (seed: number, length: number): string => `${made(seed, length - 1, letters)}7`;

/** Each secret with texts that hold it. No form is written out, so that no scanner takes this file for a leak. */
export type Planted = {what: string; secret: string; text: string};

const planted = (what: string, secret: string, around: (secret: string) => string): Planted => ({
	what,
	secret,
	text: around(secret),
});

const keyId = ['AK', 'IA', made(1, 16, upper)].join('');
const pem = ['-----BEGIN RSA PRIVATE ', 'KEY-----\n'].join('');
const pemEnd = ['\n-----END RSA PRIVATE ', 'KEY-----'].join('');

export const plantedSecrets: readonly Planted[] = [
	planted('access key id', keyId, s => `The access key ${s} was used`),
	planted('temporary access key id', `AS${'IA'}${made(2, 16, upper)}`, s => `key=${s};`),
	planted('secret access key', word(3, 40), s => `${keyId}:${s}`),
	planted('secret access key in a file', word(4, 40), s => `aws_secret_access_key = ${s}`),
	planted('secret access key in JSON', word(5, 40), s => `{"SecretAccessKey":"${s}","x":1}`),
	planted('session token', `IQoJ${'b3JpZ2lu'}${word(6, 200)}`, s => `token ${s}`),
	planted('session token in JSON', word(7, 120), s => JSON.stringify({sessionToken: s})),
	planted(
		'signature of a URL',
		made(8, 64, 'abcdef0123456789'),
		s => `GET https://b.s3.amazonaws.com/k?X-Amz-Date=2026&X-Amz-Signature=${s}&versionId=1`,
	),
	planted(
		'security token of a URL',
		word(9, 90),
		s => `https://b.s3.amazonaws.com/k?X-Amz-Security-Token=${s}`,
	),
	planted('bearer token', word(10, 32), s => `Authorization: Bearer ${s}`),
	planted('bearer token alone', word(11, 40), s => `sent "Bearer ${s}" to the host`),
	planted('basic authorization', `${word(12, 20)}==`, s => `{"authorization": ["Basic ${s}"]}`),
	planted(
		'authorization in Python',
		word(13, 24),
		s => `headers={'Authorization': 'Token ${s}', 'Accept': '*/*'}`,
	),
	planted('password of a URL', word(14, 12), s => `postgres://app:${s}@db.internal:5432/orders`),
	planted('password of a URL without a user', word(15, 12), s => `redis://:${s}@cache:6379`),
	planted(
		'JSON Web Token',
		`ey${'J'}${word(16, 20)}.ey${'J'}${word(17, 30)}.${word(18, 40)}`,
		s => `id=${s}`,
	),
	planted('private key', `${made(19, 64, letters)}\n${word(20, 64)}`, s => `${pem}${s}${pemEnd}`),
	planted(
		'private key in a JSON text',
		word(21, 64),
		s => `{"key":"${`${pem}${s}${pemEnd}`.replaceAll('\n', '\\n')}"}`,
	),
	planted(
		'connection string',
		word(22, 16),
		s => `Server=tcp:db;User ID=sa;Password=${s};Encrypt=1`,
	),
	planted('account key', `${word(23, 40)}==`, s => `AccountName=x;AccountKey=${s};Endpoint=core`),
	planted('callback token', `AQC${'EAAAAKgAAAAMAAAAA'}${word(24, 120)}`, s => `taskToken ${s}`),
	planted('callback token in JSON', word(25, 60), s => JSON.stringify({TaskToken: s, a: 'b'})),
	planted('activity token', `AAAA${'KgAAAAIAAAAA'}${word(26, 90)}=`, s => `got ${s}`),
	planted('password in a log line', word(27, 10), s => `level=error password=${s} user=app`),
	planted('password in escaped JSON', word(28, 14), s =>
		JSON.stringify(JSON.stringify({db: {password: s, host: 'db'}})),
	),
	planted('password of a container', word(29, 18), s =>
		JSON.stringify([{Name: 'DB_PASSWORD', Value: s}]),
	),
	planted('secret of a client', word(30, 32), s => `client_secret: ${s}`),
	planted('API key', word(31, 32), s => `x-api-key: ${s}`),
	planted('GitHub token', `gh${'p_'}${word(32, 36)}`, s => `git clone with ${s}`),
	planted('fine-grained GitHub token', `github${'_pat_'}${word(33, 60)}`, s => `using ${s}.`),
	planted('Slack token', `xo${'xb-'}${made(34, 12, digits)}-${word(35, 24)}`, s => `post ${s}`),
	planted(
		'Slack webhook',
		`T${made(36, 8, upper)}/B${made(37, 8, upper)}/${word(38, 24)}`,
		s => `https://hooks.slack.com/services/${s}`,
	),
	planted('Stripe key', `sk${'_live_'}${word(39, 24)}`, s => `stripe ${s}`),
	planted('Google API key', `AI${'za'}${word(40, 35)}`, s => `maps?key=${s}`),
	planted('cookie', word(41, 30), s => `Cookie: theme=dark; session=${s}`),
	planted('passphrase', word(42, 12), s => `passphrase: '${s} and more'`),
];
