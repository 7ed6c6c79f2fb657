/** Builds everything into dist/ when anything that goes into it has changed; says whether it did. */
export function buildAll(): Promise<boolean>
