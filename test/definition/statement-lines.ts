import type {NeededStatement} from '../../source/definition/need.ts';

/** `actions @ resources`, and behind them what else a statement says: easier to read side by side. */
export const asLines = (statements: NeededStatement[]): string[] =>
	statements.map(
		({
			actions,
			resources,
			conditions,
			when,
			inferred,
			dynamic,
			located,
			except,
			oneOf,
			onlyFor,
			touched,
			carries,
		}) =>
			[
				`${actions.join(' ')} @ ${resources.join(' ')}`,
				conditions && `if ${JSON.stringify(conditions)}`,
				when && `when ${when}`,
				inferred && 'inferred',
				dynamic &&
					`dynamic${located ? ' in this place' : ''}${except ? `, but none of ${except.join(' ')}` : ''}`,
				oneOf && 'one of them',
				onlyFor && `only for ${onlyFor}`,
				touched && `touched: ${touched}`,
				carries && `carries ${JSON.stringify(carries)}`,
			]
				.filter(Boolean)
				.join(' | '),
	);
