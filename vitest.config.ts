import {configDefaults, defineConfig} from 'vitest/config';

const terminal = 'test/terminal/**/*.test.ts';

// The React that ships: its development form records a stack for every element.
export default defineConfig({
	oxc: {jsx: {development: false}},
	test: {
		env: {
			COLUMNS: '100',
			LINES: '30',
			FORCE_COLOR: '0',
			NODE_ENV: 'production',
			AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
		},
		testTimeout: 20_000,
		projects: [
			{
				extends: true,
				test: {
					name: 'rest',
					include: ['test/**/*.test.{ts,tsx}'],
					exclude: [...configDefaults.exclude, terminal],
				},
			},
			// A real terminal can be starved on a busy machine: what fails twice there is broken.
			{extends: true, test: {name: 'terminal', include: [terminal], retry: 1}},
		],
		// Many tests wait for programs that they started: a second worker halves the time of the run.
		maxWorkers: 2,
	},
});
