import {ifRefused} from '../account/if-refused.ts';
import type {Listed} from '../account/listed.ts';
import type {StateMachineSummary} from '../account/step-functions.ts';
import type {EffectContext} from './event.ts';
import type {RunServices} from './services.ts';
import type {StepOf} from './step.ts';

type Machines = Listed<StateMachineSummary>;

/** All of them, or the first page where it is enough to begin with. */
export async function listMachines(
	{filter}: StepOf<'listing-machines'>,
	{state, services, dispatch}: EffectContext,
): Promise<void> {
	// What the list is narrowed to can be on any page.
	const isPartEnough = state.settings.takesPartOfList && filter === '';
	const {isArriving, ...machines} = isPartEnough
		? await firstPage(services)
		: {...(await services.listStateMachines()), isArriving: false};
	const failures = await services.recentFailures(machines.items);
	const at = services.clock.now();
	dispatch({type: 'machines-listed', machines, isArriving, failures, at});
}

const firstPage = (services: RunServices): Promise<Machines & {isArriving: boolean}> =>
	new Promise((resolve, reject) => {
		services
			.listStateMachines(items => resolve({items, complete: false, isArriving: true}))
			.then(listed => resolve({...listed, isArriving: false}), reject);
	});

/** While the first ones can be picked from. */
export async function listRest(
	{isArriving}: StepOf<'pick-machine'>,
	{services, dispatch}: EffectContext,
): Promise<void> {
	if (!isArriving) {
		return;
	}

	let items: StateMachineSummary[] = [];
	const arrived = (machines: Machines, isMore: boolean) =>
		dispatch({type: 'machines-arrived', machines, isArriving: isMore});
	const machines = await services
		.listStateMachines(soFar => {
			items = soFar;
			arrived({items, complete: false}, true);
		})
		// What is there can be picked from; that it is not all is said.
		.catch(error => ifRefused<Machines>({items, complete: false})(error));
	arrived(machines, false);
}
