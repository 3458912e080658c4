import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { type Capability, type CredentialKind, NetworkAdapters, type Refused } from '../../networks/index.js';
import { Database } from '../../platform/database/index.js';
import { notFound } from '../../platform/errors/index.js';
import { EventLog } from '../../platform/events/index.js';
import { isoOffset } from '../../platform/http/index.js';
import { NetworkCredential } from './credential.entity.js';
import type { CredentialView } from './credential.schemas.js';
import { Sessions } from './sessions.js';

type CredentialEvent = 'credential.added' | 'credential.removed' | 'credential.checked' | 'credential.refused' | 'credential.expiring';

/** Whether the network calls a credential wrong: expired, revoked, another account's, or without a right to the account. */
export const isRefusal = ({ reason }: Refused): boolean => reason === 'credential' || reason === 'rights';

/** What all acts on credentials share; a view never holds the secret. */
@Injectable()
export class Credentials {
  constructor(
    private readonly db: Database,
    private readonly events: EventLog,
    private readonly adapters: NetworkAdapters,
    private readonly sessions: Sessions,
  ) {}

  async list(): Promise<CredentialView[]> {
    const all = await this.db.reader.getRepository(NetworkCredential).find({ order: { network: 'ASC', createdAt: 'ASC', id: 'ASC' } });
    return all.map((credential) => this.view(credential));
  }

  /** @throws DomainError `not-found`. */
  async find(id: string): Promise<NetworkCredential> {
    const found = await this.db.reader.getRepository(NetworkCredential).findOneBy({ id });
    if (!found) throw notFound('network-credential', id);
    return found;
  }

  view(credential: NetworkCredential): CredentialView {
    const { id, network, kind, accountId, ownerId, state, fault, permissions, version } = credential;
    const adapter = this.adapters.of(network);
    const able = adapter?.capabilities({ network, ownerId, credentials: [{ id, kind, accessToken: '' }] });
    return {
      id, network, kind, accountId, ownerId, state, fault, permissions, version,
      capabilities: able && state !== 'refused' ? [...able] : [],
      explanation: able ? lacking(kind, able) : 'Сеть выключена: включает её переменная NETWORKS.',
      expiresAt: isoOffset(credential.expiresAt), checkedAt: isoOffset(credential.checkedAt), createdAt: isoOffset(credential.createdAt),
    };
  }

  open(credential: NetworkCredential) {
    return this.sessions.open(credential);
  }

  tell(type: CredentialEvent, { id, network, kind, ownerId, accountId }: NetworkCredential, actor: Actor, at: Date, details: Record<string, unknown> = {}): Promise<void> {
    return this.events.append({
      type, stream: 'network-credential', streamId: id, actorId: actor.userId, actorRole: actor.roles[0] ?? null, channel: actor.channel,
      details: { network, kind, ownerId, accountId, ...details }, roles: ['admin', 'curator'], at,
    });
  }
}

const names: Record<Capability, string> = {
  'publish-reply': 'отвечать', 'publish-reply-photos': 'прикладывать фотографии к ответам', 'publish-post': 'публиковать записи без фотографий', 'publish-post-photos': 'публиковать фотографии',
  'list-posts': 'видеть список записей аккаунта', 'list-comments': 'читать комментарии', 'list-mentions': 'читать список упоминаний', 'read-mention': 'читать упоминания, о которых сообщает сама сеть', search: 'искать по словам', 'delete-comment': 'удалять комментарии', 'check-exists': 'проверять опубликованное',
};

/** What a credential cannot do by itself, in Russian; null when it can do everything. */
function lacking(kind: CredentialKind, able: ReadonlySet<Capability>): string | null {
  const lacks = Object.entries(names).filter(([capability]) => !able.has(capability as Capability) && !(capability === 'read-mention' && able.has('list-mentions'))).map(([, name]) => name);
  if (lacks.length === 0) return null;
  return `Этим доступом нельзя: ${lacks.join(', ')}.${kind === 'community' ? ' Для этого введите ещё ключ администратора сообщества (user).' : ''}`;
}
