export const foundBy = ['comments', 'mentions', 'search', 'webhook'] as const;
/** How a message came to be known. */
export type FoundBy = (typeof foundBy)[number];
