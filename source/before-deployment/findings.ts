import type {JudgedNeed} from '../../flows/permissions/judged-need.ts';
import type {DefinitionProblem} from '../definition/problem.ts';
import type {AnsweredCheck} from '../diagnosis/diagnose.ts';
import type {DeployedMachine} from '../template/deployment.ts';
import type {Position} from '../template/document.ts';

/** Something to look at, at one position of the file. */
export type Finding = {
	/** The id of the check. */
	check: string;
	title: string;
	level: 'error' | 'warning' | 'note';
	/** One or more sentences. */
	message: string;
	position: Position;
	/** Where the finding is in another file than the one that was named. */
	file: string | null;
};

const levels = {problem: 'error', warning: 'warning', unknown: 'note'} as const;

type Found = {
	machine: DeployedMachine;
	problems: readonly DefinitionProblem[];
	judged: readonly JudgedNeed[];
	checks: readonly AnsweredCheck[];
};

/** One finding for each check that is not ok; those that know which state they are about, one for each state. */
export function findingsOf({machine, problems, judged, checks}: Found): Finding[] {
	const {definition, position} = machine;
	const text = 'text' in definition ? definition : null;
	const file = text?.file ?? null;

	return checks.flatMap(({id, title, outcome, answer}): Finding[] => {
		if (outcome === 'ok') {
			return [];
		}

		const level = levels[outcome];
		const at = {check: id, title, level, file: null};

		if (id === 'definition-rules' && problems.length > 0) {
			return problems.map(({message, segments, syntax}) => ({
				...at,
				message: `${message}.`,
				file,
				position: (syntax ? text?.positionAt(syntax) : text?.positionOf(segments)) ?? position,
			}));
		}

		const byState = id === 'definition-permissions' ? missingByState(judged) : [];

		return byState.length > 0
			? byState.map(({message, path}) => ({
					...at,
					level: 'error',
					message,
					...(text && path.length > 0 ? {file, position: text.positionOf(path)} : {position}),
				}))
			: [{...at, message: answer, position}];
	});
}

const words = {
	missing: 'missing permission',
	denied: 'explicitly denied',
	boundary: 'not allowed by the permissions boundary',
} as const;

const isProblem = (verdict: JudgedNeed['verdict']): verdict is keyof typeof words =>
	Object.hasOwn(words, verdict);

function missingByState(judged: readonly JudgedNeed[]): {message: string; path: string[]}[] {
	const byState = new Map<string, JudgedNeed[]>();

	for (const each of judged.filter(({verdict}) => isProblem(verdict))) {
		const key = `${each.need.path} ${each.need.state}`;
		byState.set(key, [...(byState.get(key) ?? []), each]);
	}

	return [...byState.values()].map(all => {
		const [first] = all;
		const lines = all.map(({verdict, action, resource}) =>
			isProblem(verdict) ? `${words[verdict]} ${action} on ${resource}` : '',
		);

		return {
			message: `${first?.need.state}: ${lines.join('; ')}.`,
			path: segmentsOf(first?.need.path ?? ''),
		};
	});
}

const segmentsOf = (pointer: string): string[] =>
	pointer
		.split('/')
		.slice(1)
		.map(segment => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
