export interface TopicSeed {
  /** Stable: group code and the topic's place in it, never reused by another topic of the edition. */
  readonly code: string;
  readonly name: string;
  /** The mark of the original list; its meaning is not documented there. */
  readonly starred: boolean;
}

export interface TopicGroupSeed {
  readonly code: string;
  readonly name: string;
  readonly topics: readonly TopicSeed[];
}

export interface TopicsEditionSeed {
  readonly id: string;
  readonly description: string;
  readonly groups: readonly TopicGroupSeed[];
}
