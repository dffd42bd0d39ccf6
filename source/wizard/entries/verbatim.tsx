import {Words} from '../components/words.tsx';

/** A text to copy: neither moved in nor wrapped, so that the terminal's own wrapping is all there is to undo. */
export const Verbatim = ({children}: {children: string}) => <Words fit="exact">{children}</Words>;
