import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		env: {
			COLUMNS: '100',
			LINES: '30',
			FORCE_COLOR: '0',
			AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
		},
		testTimeout: 20_000,
		// A real terminal or another program can be starved on a busy machine: what fails twice is broken.
		retry: 1,
		// Many tests wait for programs that they started: a second worker halves the time of the run.
		maxWorkers: 2,
	},
});
