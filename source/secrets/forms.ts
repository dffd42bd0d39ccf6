export const redacted = '[redacted]';

/** What is a secret by its own form, whatever it is called. */
export const forms: ReadonlyArray<readonly [RegExp, string]> = [
	// A secret access key beside its id, then the id itself.
	[
		/(\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b[^A-Za-z0-9/+][\s\S]{0,60}?)(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g,
		`$1${redacted}`,
	],
	[/\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g, redacted],
	[/\b(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|FQoDYXdz)[A-Za-z0-9+/=_%-]{8,}/g, redacted],
	[
		/([?&](?:X-Amz-(?:Security-Token|Signature|Credential)|sig)=)[^&\s"'\\]{1,4000}/gi,
		`$1${redacted}`,
	],
	[/\b(Basic\s{1,4})(?=[A-Za-z+/]{0,400}[\d=])[A-Za-z0-9+/]{12,}={0,2}/gi, `$1${redacted}`],
	[/\b(Bearer\s{1,4})(?=\S{0,4000}?\d)[A-Za-z0-9._~+/=-]{8,}/gi, `$1${redacted}`],
	[
		/\b((?:set-)?cookie(?:\\{0,4}["'])?\s{0,4}[:=]\s{0,4}(?:\[(?!redacted))?\s{0,4}(?:\\{0,4}["'])?)(?!\s{0,4}\[redacted)[^"'\\\n]{3,8000}/gi,
		`$1${redacted}`,
	],
	[/\b(Credential=|Signature=)[A-Za-z0-9/_-]{16,}(?:\/aws4_request)?/g, `$1${redacted}`],
	[
		/\b((?:postgres\w*|mysql\w*|mariadb|mongodb|redis|amqp|mssql)s?(?:\+\w{1,20})?:\/\/[^\s:/@'"\\]{0,100}):(?!\[redacted\])[^\s'"\\<>]{1,300}@/gi,
		`$1:${redacted}@`,
	],
	[
		/\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"\\]{0,100}):(?!\[redacted\])[^\s@/'"\\]{1,300}@/gi,
		`$1:${redacted}@`,
	],
	// A token in the place of the user.
	[/\b([a-z][a-z0-9+.-]{1,20}:\/\/)(?=[A-Za-z_-]{0,80}\d)[\w-]{16,400}@/gi, `$1${redacted}@`],
	[/(jdbc:oracle:\w{1,10}:[^\s/@]{1,60}\/)[^\s@/]{1,200}@/gi, `$1${redacted}@`],
	// Of command lines: `curl -u user:x`, `mysql -px`, `login -p x`; a port, a path and a folder are none.
	[
		/(\s(?:-u|--user)[ =]["']?[^\s:"']{1,100}:)(?!\d+\b|\[redacted)[^\s"']{3,400}/g,
		`$1${redacted}`,
	],
	[
		/(\b(?:mysql\w*|mariadb\w*|mongo\w*)\b[^\n]{0,300}?\s-p)(?![\s\d[])[^\s"']{3,400}/g,
		`$1${redacted}`,
	],
	[
		/((?<!\b(?:mkdir|cp|rsync|tar|install|python\d?)\b[^\n]{0,80})\s-p(?:\s{1,4}|=)["']?)(?![\d:./-]+(?:\s|$)|[./[-])[^\s/"']{4,400}/g,
		`$1${redacted}`,
	],
	[
		/(\bIDENTIFIED\s(?:WITH\s\w{1,40}\s)?(?:BY|AS)\s(?:PASSWORD\s)?["'])(?!\[redacted)[^"'\n]{1,400}/gi,
		`$1${redacted}`,
	],
	[/(=\s?(?:OLD_)?PASSWORD\(["'])(?!\[redacted)[^"'\n]{1,400}/g, `$1${redacted}`],
	[
		/(\bAuthorization\\{0,4}["']?\s{0,4}[:=]\s{0,4}\\{0,4}["']?[A-Z][\w-]{2,30}\s{1,4})(?=[\w.~+/=:-]{0,400}\d)[\w.~+/=:-]{8,4000}/gi,
		`$1${redacted}`,
	],
	// A field of a form that was filled in.
	[
		/((?:<|\\{1,4}u003c)input\b(?=[^<>]{0,400}(?:pass(?:word|wd)|secret|token|api[_-]?key))[^<>]{0,400}?\bvalue\s?=\s?\\{0,4}["']?)(?![$[{"'\\])[^"'\\<>]{1,400}/gi,
		`$1${redacted}`,
	],
	[/(\bDigest\s{1,4})(?=username)[^\n]{1,2000}/gi, `$1${redacted}`],
	[/((?:^|;)\s?(?:pwd|password)\s?=\s?)\{(?:\}\}|[^}\n]){1,400}\}/gi, `$1${redacted}`],
	[
		/(\b(?:PHPSESSID|JSESSIONID|ASP\.NET_SessionId|connect\.sid)\s?=\s?)[^\s;"'\\]{6,400}/gi,
		`$1${redacted}`,
	],
	[
		/(\bput-parameter\b[^\n]{0,300}?\s--value[ =]["']?)(?!\[redacted)[^\s"']{3,4000}/g,
		`$1${redacted}`,
	],
	[
		/(\\{0,4}"Value\\{0,4}"\s{0,4}:\s{0,4}\\{0,4}")[^"\\]{1,4000}(?=\\{0,4}"\s{0,4},\s{0,4}\\{0,4}"IsValueSecret\\{0,4}"\s{0,4}:\s{0,4}true)/gi,
		`$1${redacted}`,
	],
	[/(\bPrivate-Lines: \d{1,3}\s)(?:[A-Za-z0-9+/=]{1,80}\s?){1,60}/g, `$1${redacted}`],
	[/(\bredis-cli\b[^\n]{0,200}?\s(?:-a|--pass)\s{1,4})[^\s"']{3,400}/g, `$1${redacted}`],
	[
		/(\bConvertTo-SecureString\s{1,4}(?:-String\s{1,4})?["']?)[^\s"'$(-][^\s"']{2,400}/gi,
		`$1${redacted}`,
	],
	[/([?&]code=)(?=[\w.~%/-]{0,80}\d)[\w.~%/-]{12,2000}/gi, `$1${redacted}`],
	[
		/(["']Plaintext(?:DataKey)?\\{0,4}["']\s{0,4}:\s{0,4}\\{0,4}["'])[A-Za-z0-9+/=]{12,8000}/gi,
		`$1${redacted}`,
	],
	[/\beyJ[A-Za-z0-9_-]{6,}(?:\.{1,2}[A-Za-z0-9_-]{1,8000}){1,4}/g, redacted],
	[/(\\{0,4}"(?:d|dp|dq|qi)\\{0,4}"\s?:\s?\\{0,4}")[\w-]{20,}/g, `$1${redacted}`],
	[/\$(?:apr1|2[aby]|[156])\$[./A-Za-z0-9$]{20,}/g, redacted],
	// Of an activity or a callback: with the token, anyone can end the task.
	[/\b(?:AQC[A-Za-z0-9+/])?AAAAKgAAAA[A-Za-z0-9+/=]{8,}/g, redacted],
	[
		/\b(?:gh[opsur]_|github_pat_|gl(?:pat|dt|rt|ptt|cbt|soat)-|npm_|pypi-|dop_v1_|shp(?:at|ss|ca|pa)_|hf_|gls?[ac]_|lin_api_|sntry[su]_|dp\.[psc]t\.|hv[sbr]\.|AT[AC]TT3|sq0(?:atp|csp)-|NRAK-|GOCSPX-|ya29\.|AGE-SECRET-KEY-|PMAK-)[A-Za-z0-9._=-]{8,}/g,
		redacted,
	],
	[/\b(?:dapi|key-)[0-9a-f]{32}(?:-\d)?\b/g, redacted],
	[/\b\d{8,10}:AA[A-Za-z0-9_-]{30,}/g, redacted],
	[/\bxox[abeoprs][.-][A-Za-z0-9.-]{6,}|\bxapp-[A-Za-z0-9-]{6,}/g, redacted],
	[
		/((?:hooks\.slack\.com\/(?:services|workflows)|discord\w*\.com\/api\/webhooks|webhook\.office\.com\/webhookb2)\/)[\w/@-]{6,}/g,
		`$1${redacted}`,
	],
	[/\b(?:[rs]k_(?:live|test)_|whsec_)[A-Za-z0-9]{6,}/g, redacted],
	[/\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}/g, redacted],
	[/\bAIza[A-Za-z0-9_-]{30,}/g, redacted],
	[/\bSG\.[\w-]{10,}\.[\w-]{10,}/g, redacted],
	[/\bSK[0-9a-f]{32}\b/g, redacted],
	[/\b(AC[0-9a-f]{32}[:\s]{1,3})[0-9a-f]{32}\b/g, `$1${redacted}`],
	[/\b[\w-]{3}\dQ~[\w.~-]{30,}/g, redacted],
];
