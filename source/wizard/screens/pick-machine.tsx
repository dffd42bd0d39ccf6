import {useMemo} from 'react';
import type {StateMachineSummary} from '../../account/step-functions.ts';
import {List} from '../components/list.tsx';
import type {ListItem} from '../components/list-state.ts';
import type {ScreenProps} from './screen-props.ts';

type MachineItem = ListItem & {machine: StateMachineSummary | null};

const missing: MachineItem = {
	key: 'missing',
	label: 'It does not exist yet (its creation failed)',
	isFixed: true,
	machine: null,
};

export function PickMachine({screen, state, dispatch}: ScreenProps<'pick-machine'>) {
	const {machines, note, filter} = screen;
	const items = useMemo(() => [...machines.map(itemOf), missing], [machines]);

	return (
		<List
			note={note}
			question="Which state machine is failing?"
			items={items}
			filterFor="state machine"
			initialFilter={filter}
			canGoBack={state.answered.length > 0}
			onPick={({machine}) =>
				dispatch(machine ? {type: 'machine-picked', machine} : {type: 'machine-missing'})
			}
			onBack={() => dispatch({type: 'went-back'})}
			onQuit={() => dispatch({type: 'left'})}
		/>
	);
}

const itemOf = (machine: StateMachineSummary): MachineItem => ({
	key: machine.arn,
	label: machine.name,
	detail: machine.type,
	alsoFoundBy: machine.arn,
	machine,
});
