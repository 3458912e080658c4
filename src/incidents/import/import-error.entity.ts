import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ImportJob } from './import-job.entity.js';

/** A line that was not recorded. */
@Entity('import_error')
export class ImportError {
  @PrimaryColumn({ type: 'uuid' })
  importId: string;

  @ManyToOne(() => ImportJob, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'import_id', foreignKeyConstraintName: 'import_error_import_id' })
  import?: Relation<ImportJob>;

  /** Number of the line in the file, from 1; of a message of several lines, the first. */
  @PrimaryColumn({ type: 'integer' })
  line: number;

  /** Code of the message catalogue. */
  @Column({ type: 'text' })
  code: string;

  /** Names of fields and limits; never what stood in a field, for that is a citizen's. */
  @Column({ type: 'jsonb', default: () => `'{}'` })
  details: Record<string, unknown>;
}
