/** One message that went to one executor and stayed there. */
export interface PastRoute {
  readonly executorId: string;
  readonly topicCode: string;
  readonly locationId: string | null;
  readonly at: Date;
}

export interface ExecutorSuggestion {
  readonly executorId: string;
  readonly score: number;
  /** Messages of the past that speak for the executor, and those of them from the same place. */
  readonly messages: number;
  readonly samePlace: number;
}

/** Days after which a message of the past counts half. */
const HALF_LIFE = 90;
const DAY = 86_400_000;
const [SAME_TOPIC, SAME_GROUP, SAME_PLACE] = [1, 0.2, 3];

/**
 * Who got such messages before: by topic (weight by its rank among `topics`), more for the same place, less with time.
 * @param topics codes, the likeliest first. @param now UTC instant.
 */
export function rankExecutors(past: readonly PastRoute[], topics: readonly string[], locationIds: readonly string[], now: Date): ExecutorSuggestion[] {
  const ranks = new Map(topics.map((code, rank) => [code, 1 / (1 + rank)]));
  const groups = new Map([...topics].reverse().map((code) => [groupOf(code), ranks.get(code) ?? 0]));
  const found = new Map<string, { score: number; messages: number; samePlace: number }>();
  for (const { executorId, topicCode, locationId, at } of past) {
    const fit = Math.max(SAME_TOPIC * (ranks.get(topicCode) ?? 0), SAME_GROUP * (groups.get(groupOf(topicCode)) ?? 0));
    if (fit === 0) continue;
    const here = locationId !== null && locationIds.includes(locationId);
    const fresh = 0.5 ** (Math.max(0, now.getTime() - at.getTime()) / DAY / HALF_LIFE);
    const known = found.get(executorId) ?? { score: 0, messages: 0, samePlace: 0 };
    found.set(executorId, { score: known.score + fit * fresh * (here ? SAME_PLACE : 1), messages: known.messages + 1, samePlace: known.samePlace + (here ? 1 : 0) });
  }
  return [...found]
    .map(([executorId, { score, ...counts }]) => ({ executorId, score: Math.round(score * 100) / 100, ...counts }))
    .sort((a, b) => b.score - a.score || (a.executorId < b.executorId ? -1 : 1));
}

const groupOf = (code: string): string => code.split('-')[0] ?? code;
