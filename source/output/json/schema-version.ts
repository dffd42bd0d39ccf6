/** Changes within a version only add. */
export const schemaVersion = 1;
