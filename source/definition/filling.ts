/** A placeholder's text, and where the thing it names lives if its ARN says so. */
export type Filling = {text: string; partition?: string; region?: string; accountId?: string};
