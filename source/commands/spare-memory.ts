import process from 'node:process';

/**
 * For what waits for AWS and for a person: a fifth of the memory would go for speed that neither has use for. Once the
 * first frame is painted: it would wait for a collection of garbage.
 */
export async function spareMemory(): Promise<void> {
	const {setFlagsFromString} = await import('node:v8');
	setFlagsFromString('--optimize-for-size');

	// Later versions of V8 have no such flag, and complain. The compiler takes 6 MB for what hardly runs here.
	if (process.versions.v8.startsWith('11.')) {
		setFlagsFromString('--interrupt-budget=1000000');
	}
}
