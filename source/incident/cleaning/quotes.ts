/** Word processors and chats bend quotes and dashes; AWS's messages are plain ASCII. */
export const withPlainQuotes = (text: string): string =>
	text
		.replace(/[\u2018\u2019\u201A\u201B\u2032]/g, "'")
		.replace(/[\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB]/g, '"')
		.replace(/[\u2010-\u2012\u2212]/g, '-');
