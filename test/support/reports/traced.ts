import { styleFindings } from '../../../src/assistance/index.js';
import { type Around, type Asked, fits, ownAnswer, ownIncident, stood, termsOf, within } from './expected.js';
import type { Past } from './history.js';

const over = ['declined', 'merged', 'closed'];

/** Which messages a figure counts and how often, by their numbers: a second computation of what a link must lead to. */
export function expectedBehind(pasts: readonly Past[], asked: Asked, around: Around, { figure, key = '' }: { figure: string; key?: string }): Record<number, number> {
  const [first = '', second = ''] = key.split('|');
  const times = (past: Past): number => {
    if (!fits(past, asked, around)) return 0;
    const now = stood(past, asked.asOf);
    const one = (holds: boolean) => (holds ? 1 : 0);
    const recorded = within(past.recordedAt, asked) && ownIncident(past, asked);
    const answers = past.publications.filter((answer) => within(answer.at, asked) && ownAnswer(past, answer, asked));
    const terms = (outcomes: string[], bearer = second) =>
      termsOf([past], asked, around).filter(({ obligation, authorityId, outcome }) =>
        outcomes.includes(outcome) && (first === '' || obligation === first) && (bearer === '' || (authorityId ?? '-') === bearer)).length;
    const byExecutor = (outcomes: string[]) =>
      termsOf([past], asked, around).filter(({ role, authorityId, outcome }) => role === 'executor' && authorityId === first && outcomes.includes(outcome)).length;
    switch (figure) {
      case 'received': return one(recorded);
      case 'state': return one(recorded && now.status === first);
      case 'underWay': return one(recorded && !over.includes(now.status));
      case 'ground': return one(recorded && now.status === 'declined' && now.ground === first);
      case 'network': return one(recorded && past.network === first);
      case 'topic': return one(recorded && now.topic === first);
      case 'topicGroup': return one(recorded && (around.groupOf.get(now.topic) ?? '-') === first);
      case 'location': return one(recorded && now.location === first);
      case 'authority': return one(recorded && now.authorities.has(first) && (second === '' || (second === 'underWay' ? !over.includes(now.status) : now.status === second)));
      case 'answer': return answers.filter(({ kind, publisher, assignmentId }) => (first === '' || kind === first) && (second === '' || (assignmentId === null ? 'consolidated' : publisher) === second)).length;
      case 'style': return answers.filter(({ text }) => styleFindings(text, 'reply').some(({ rule }) => first === '' || rule === first)).length;
      case 'kept': return terms(['met']);
      case 'late': return terms(['met-late']);
      case 'overdue': return terms(['overdue']);
      case 'cancelled': return terms(['cancelled']);
      case 'running': return terms(['running']);
      case 'broken': return terms(['met-late', 'overdue']);
      case 'keptBy': return byExecutor(['met']);
      case 'brokenBy': return byExecutor(['met-late', 'overdue']);
      case 'closed': return one(now.closedAt !== null && within(now.closedAt, asked) && ownIncident(past, asked));
      case 'waiting': return one(past.recordedAt < asked.to && past.recordedAt <= asked.asOf && !over.includes(now.status) && ownIncident(past, asked));
      default: throw new Error(`No figure ${figure}`);
    }
  };
  return Object.fromEntries(pasts.flatMap((past) => (times(past) > 0 ? [[past.number, times(past)]] : [])));
}
