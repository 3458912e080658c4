import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Source } from '../../networks/index.js';

/**
 * One place a watch reads, with its own cursor: the account's posts, the comments of one of them, the answers under one
 * comment, its mentions, a search.
 */
@Entity('intake_source')
@Unique('intake_source_one', ['watchId', 'kind', 'post', 'thread'])
@Index('intake_source_due', ['nextAt', 'id'])
export class WatchSource {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  watchId: string;

  @Column({ type: 'text' })
  kind: Source['kind'];

  /** The post whose comments are read; empty for the others. */
  @Column({ type: 'text', default: '' })
  post: string;

  /** The comment under which answers are read; empty for the others. */
  @Column({ type: 'text', default: '' })
  thread: string;

  /** The network's own mark, kept with what was found up to it in one transaction. */
  @Column({ type: 'text', nullable: true })
  cursor: string | null;

  /** Readings since the last that brought something new: the longer nothing comes, the less often it is read. */
  @Column({ type: 'integer', default: 0 })
  quiet: number;

  /** Readings refused one after another. */
  @Column({ type: 'integer', default: 0 })
  failures: number;

  @Column({ type: 'timestamptz' })
  nextAt: Date;

  /** When a post is next read from its beginning: for what was edited, and for answers under old comments. */
  @Column({ type: 'timestamptz', nullable: true })
  wholeAt: Date | null;

  /** Until when a post is listened to; null for good. */
  @Column({ type: 'timestamptz', nullable: true })
  until: Date | null;

  /** Whoever reads it now, and until when it is theirs: a worker that died lets go by that. */
  @Column({ type: 'uuid', nullable: true })
  takenBy: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  takenUntil: Date | null;
}
