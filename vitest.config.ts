import {configDefaults, defineConfig} from 'vitest/config';
import {BaseSequencer, type TestSpecification} from 'vitest/node';

const terminal = 'test/terminal/**/*.test.ts';

/** Without times of an earlier run the largest file is the first: what takes long would be left to one worker at the end. */
class SlowestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files);
		const isSlow = ({moduleId}: TestSpecification) =>
			/\/(?:terminal|safety|simulation)\/|moto|parity|practice|evidence|check-all/.test(moduleId);
		return [...sorted.filter(isSlow), ...sorted.filter(file => !isSlow(file))];
	}
}

// The React that ships: its development form records a stack for every element.
export default defineConfig({
	oxc: {jsx: {development: false}},
	test: {
		env: {
			// With the signs that a locale of UTF-8 has.
			LC_ALL: 'C.UTF-8',
			COLUMNS: '100',
			LINES: '30',
			FORCE_COLOR: '0',
			NODE_ENV: 'production',
			AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
		},
		testTimeout: 20_000,
		sequence: {sequencer: SlowestFirst},
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
		// Many tests wait for programs that they started: two more workers halve the time of the run.
		maxWorkers: 3,
	},
});
