/** Builds everything under /assets/ into `outDir`, the same for the same sources. */
export function buildAssets(options: { readonly outDir: string }): Promise<void>
