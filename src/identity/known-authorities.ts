/**
 * What users need of the directory: whether an authority is in force. The directory stands on users, so it answers
 * from above by providing this port; where no directory is installed, any authority is taken.
 */
export abstract class KnownAuthorities {
  /** The authorities among `ids` that exist. */
  abstract authorities(ids: string[]): Promise<readonly { id: string; active: boolean }[]>;
}
