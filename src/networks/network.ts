/** The five networks of the decree (M-1). */
export const networks = ['vk', 'ok', 'facebook', 'instagram', 'twitter'] as const;
export type Network = (typeof networks)[number];

/** Networks whose interfaces find posts by words. */
export const searchedNetworks = ['vk', 'twitter'] as const satisfies readonly Network[];

/** Networks in which authorities keep accounts; on Twitter the curator always publishes. */
export const accountNetworks = ['vk', 'ok', 'facebook', 'instagram'] as const satisfies readonly Network[];
