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

const base64 = (text: string): string => Buffer.from(text).toString('base64');

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
	planted('option', word(50, 14), s => `mysql --user app --password ${s} -h db`),
	planted('option with =', word(51, 14), s => `tool --db-password=${s}`),
	planted('token as an option', word(52, 14), s => `vault --token ${s} read`),
	planted('callback token as an option', word(53, 44), s => `send-task-success --task-token ${s}`),
	planted('short option', word(54, 14), s => `docker login -u app -p ${s} registry`),
	planted('short option without a space', word(55, 14), s => `mysql -uapp -p${s} -h db`),
	planted('user and password of curl', word(56, 14), s => `curl -u app:${s} https://x`),
	planted('password in a sentence', word(57, 14), s => `the password is ${s}`),
	planted('password of letters in a sentence', made(58, 18, lower), s => `Password was ${s}b`),
	planted('password for a user', word(59, 14), s => `password for user app: ${s}`),
	planted('password of digits', made(60, 8, digits), s => `{"password": ${s}}`),
	planted('pin', made(61, 4, digits), s => `pin: ${s}, name: 'Kim'`),
	planted('pin in JSON', made(62, 6, digits), s => JSON.stringify({pin: s})),
	planted('one-time code', made(63, 6, digits), s => `otp=${s}`),
	planted('short name', word(64, 14), s => `DB_PASS=${s} DB_USER=app`),
	planted('shortest name', word(65, 14), s => `pw: ${s}`),
	planted('cookie that is set', word(66, 30), s => `Set-Cookie: sid=${s}; Path=/; HttpOnly`),
	planted('cookies in one line', word(67, 30), s => `Accept: */* Cookie: sid=${s}; b=1`),
	planted('MongoDB', word(68, 12), s => `mongodb+srv://app:${s}@c.mongodb.net/db`),
	planted('password with a slash', word(69, 12), s => `postgres://app:${s}/x@db/orders`),
	planted('JDBC', word(70, 12), s => `jdbc:postgresql://db:5432/o?user=app&password=${s}`),
	planted('Oracle', word(71, 12), s => `jdbc:oracle:thin:app/${s}@db:1521:o`),
	planted('AMQP', word(72, 12), s => `amqps://app:${s}@mq:5671/v`),
	planted('basic authentication in a URL', word(73, 12), s => `https://app:${s}@host/x`),
	planted('end of a private key', `${word(74, 64)}`, s => `${s}\n${word(75, 30)}${pemEnd}`),
	planted('key in JWK', word(76, 43), s => JSON.stringify({kty: 'EC', x: 'abc', d: s})),
	planted('Databricks token', `da${'pi'}${made(77, 32, 'abcdef0123456789')}`, s => `using ${s}`),
	planted('GitLab token', `gl${'pat-'}${word(78, 20)}`, s => `clone ${s}`),
	planted('npm token', `np${'m_'}${word(79, 36)}`, s => `publish ${s}`),
	planted('npmrc', word(80, 36), s => `//registry.npmjs.org/:_authToken=${s}`),
	planted('PyPI token', `py${'pi-'}AgEIcHlwaS5vcmc${word(81, 60)}`, s => `twine ${s}`),
	planted('OpenAI key', `s${'k-proj-'}${word(82, 48)}`, s => `using ${s}`),
	planted('Anthropic key', `s${'k-ant-'}api03-${word(83, 80)}`, s => `using ${s}`),
	planted('Slack app token', `xa${'pp-'}1-A01-123-${word(84, 40)}`, s => `using ${s}`),
	planted('Google OAuth token', `ya${'29.'}a0${word(85, 60)}`, s => `using ${s}`),
	planted(
		'Azure SAS',
		`${word(86, 40)}%3D`,
		s => `https://x.blob.core.windows.net/c?sv=2022&sig=${s}`,
	),
	planted('Azure client secret', `abc8${'Q~'}${word(87, 34)}`, s => `value ${s}`),
	planted('Vault token', `hv${'s.'}${word(88, 90)}`, s => `using ${s}`),
	planted(
		'Discord webhook',
		word(89, 68),
		s => `https://discord.com/api/webhooks/123456789012345678/${s}`,
	),
	planted(
		'secret access key beside its name',
		`${word(90, 39)}A`,
		s => `aws_secret_access_key ${s}`,
	),
	planted(
		'secret access key in a sentence',
		`${word(91, 39)}A`,
		s => `the secret access key is ${s}`,
	),
	planted('basic authorization alone', `${word(92, 20)}==`, s => `sent Basic ${s} to host`),
	planted(
		'base64 of JSON',
		base64(JSON.stringify({user: 'app', password: word(93, 14)})),
		s => `body ${s}`,
	),
	planted('base64 of a variable', base64(`DB_PASSWORD=${word(94, 14)}\nX=1`), s => `data: ${s}`),
	planted('block of YAML', word(95, 14), s => `password: |\n  ${s}\nother: 1`),
	planted('value on its own line', word(96, 14), s => `"password":\n   "${s}"`),
	planted('value with an escaped quote', word(97, 14), s => JSON.stringify({password: `a"${s}`})),
	planted('second of a list', word(98, 14), s => JSON.stringify({passwords: ['a1-b2', s]})),
	planted('element of XML', word(99, 14), s => `<db><password>${s}</password></db>`),
	planted('Ruby', word(100, 14), s => `{:password => "${s}"}`),
	planted('secret of Secrets Manager', word(101, 14), s => JSON.stringify({SecretString: s})),
	planted('parameter', word(102, 14), s =>
		JSON.stringify({Name: '/db/password', Type: 'SecureString', Value: s}),
	),
	planted('variable of Kubernetes', word(103, 14), s => `- name: DB_PASSWORD\n  value: ${s}`),
	planted('netrc', word(104, 14), s => `machine x login app password ${s}`),
	planted('hash', `$2${'b$12$'}${word(105, 53)}`, s => `stored ${s}`),
	planted('registry of Docker', `${word(106, 24)}=`, s => JSON.stringify({auths: {x: {auth: s}}})),
	planted('a doubled quote in quotes', word(200, 18), s => `password = 'it''s-${s}'`),
	planted('a doubled double quote', word(201, 18), s => `password="ab""${s}"`),
	planted(
		'SQL with a doubled quote',
		word(202, 18),
		s => `ALTER USER app WITH PASSWORD 'it''${s}''x'`,
	),
	planted('SQL identified by', word(203, 18), s => `CREATE USER 'app'@'%' IDENTIFIED BY '${s}'`),
	planted('SQL set password', word(204, 18), s => `SET PASSWORD = PASSWORD('${s}')`),
	planted('a national text of SQL', word(205, 18), s => `CREATE LOGIN app WITH PASSWORD = N'${s}'`),
	planted(
		'a password in a sentence',
		word(206, 18),
		s => `login attempt with password "${s}" failed`,
	),
	planted('a list of YAML', word(207, 18), s => `passwords:\n  - ${s}\n  - other`),
	planted('an attribute value of DynamoDB', word(208, 18), s => JSON.stringify({password: {S: s}})),
	planted('an output of Terraform', word(209, 18), s =>
		JSON.stringify({password: {sensitive: true, value: s}}),
	),
	planted('a plan of Terraform', word(210, 18), s => `~ password = "old-secret-1" -> "${s}"`),
	planted('a parameter of CloudFormation', word(211, 18), s =>
		JSON.stringify([{ParameterKey: 'DbPassword', ParameterValue: s}]),
	),
	planted('an attribute of XML', word(212, 18), s => `<add key="DbPassword" value="${s}"/>`),
	planted('CDATA', word(213, 18), s => `<password><![CDATA[${s}]]></password>`),
	planted(
		'an element with attributes',
		word(214, 18),
		s => `<wsse:Password Type="PasswordText">${s}</wsse:Password>`,
	),
	planted('a table of HTML', word(215, 18), s => `<td>password</td><td>${s}</td>`),
	planted('quotes as entities', word(216, 18), s => `&quot;password&quot;:&quot;${s}&quot;`),
	planted('an encoded query', word(217, 18), s => `https%3A%2F%2Fexample.com%3Fpassword%3D${s}`),
	planted('a list of arguments', word(218, 18), s => JSON.stringify(['--password', s])),
	planted('three quotes', word(219, 18), s => `password = """\n${s}"""`),
	planted('a phrase of several words', word(220, 18), s => `passphrase: correct horse ${s}`),
	planted('another scheme of authorization', word(221, 18), s => `Authorization: ApiKey ${s}`),
	planted('a header that is marked', word(222, 18), s =>
		JSON.stringify({Key: 'X-Custom', Value: s, IsValueSecret: true}),
	),
	planted(
		'a token as the user of an address',
		word(223, 18),
		s => `https://${s}${s}@example.com/app.git`,
	),
	planted('a code of OAuth', word(224, 18), s => `https://example.com/callback?code=${s}&state=1`),
	planted(
		'a parameter written',
		word(225, 18),
		s => `aws ssm put-parameter --type SecureString --value ${s}`,
	),
	planted('a session of a server', word(226, 18), s => `JSESSIONID=${s}`),
	planted('a data key', word(227, 18), s => JSON.stringify({Plaintext: s})),
	planted('a table of Markdown', word(228, 18), s => `| password | ${s} |`),
	planted('a label in bold', word(229, 18), s => `**password**: ${s}`),
	planted('a user of a database', word(230, 18), s => `userpw=${s}`),
	planted('a code as a number', '846207', s => `verification_code: ${s}`),
	planted(
		'a filled field of a form',
		word(231, 18),
		s => `<form><input type="password" name=pw value="${s}"></form>`,
	),
	planted(
		'a field of a form without quotes',
		word(232, 18),
		s => `<input value=${s} type=password>`,
	),
	planted(
		'a column of CSV',
		word(233, 18),
		s => `id,user,password,role\n1,jo,${s},admin\n2,"Doe, ann",xyz,reader`,
	),
	planted(
		'a column between bars',
		word(234, 18),
		s => `| user | api_key |\n| --- | --- |\n| jo | ${s} |`,
	),
];
